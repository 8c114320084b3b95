package procedureweb

// icons are our own drawings of the life events: paths of a pen 1.6 wide on a
// field of 24 by 24.
func icons(key string) []string {
	switch key {
	case "children":
		return []string{"M12 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6z", "M7 21v-4a5 5 0 0 1 10 0v4", "M4 13l3 2M20 13l-3 2"}
	case "study":
		return []string{"M2 9l10-5 10 5-10 5z", "M6 11.5V16c2 2 10 2 12 0v-4.5", "M22 9v6"}
	case "work", "employment":
		return []string{"M3 8h18v12H3z", "M8 8V5h8v3", "M3 13h18", "M12 12v3"}
	case "residence":
		return []string{"M3 5h18v14H3z", "M8.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z", "M5.5 16c.5-3 5.500-3 6 0", "M14 9h4M14 12h4M14 15h3"}
	case "family":
		return []string{"M9 16a5 5 0 1 0 0-10 5 5 0 0 0 0 10z", "M15 18a5 5 0 1 0 0-10 5 5 0 0 0 0 10z", "M9 3l1.500 1.500M9 3L7.500 4.500"}
	case "home", "premises":
		return []string{"M3 11l9-8 9 8", "M5 10v11h14V10", "M10 21v-6h4v6"}
	case "health":
		return []string{"M12 20C5 15 3 12 3 8.500a4.500 4.500 0 0 1 9-1 4.500 4.500 0 0 1 9 1C21 12 19 15 12 20z", "M12 9v5M9.500 11.500h5"}
	case "driving":
		return []string{"M3 16v-4l2-6h14l2 6v4z", "M4 11h16", "M6 16v3M18 16v3", "M7 13.500h2M15 13.500h2"}
	case "retirement":
		return []string{"M4 20h16", "M12 20V9", "M4 10a8 7 0 0 1 16 0z", "M12 3v0"}
	case "bereavement":
		return []string{"M12 21c-4-3-6-6-6-9 3 0 5 2 6 5 1-3 3-5 6-5 0 3-2 6-6 9z", "M12 13C9.500 10 9.500 7 12 4c2.500 3 2.500 6 0 9z"}
	case "complaint", "dispute":
		return []string{"M12 4v16M7 20h10", "M4 7h16", "M4 7l-2 6a3 3 0 0 0 5 0L5 7M19 7l-2 6a3 3 0 0 0 5 0l-2-6"}
	case "start":
		return []string{"M4 10l1-6h14l1 6", "M4 10a2.700 2.700 0 0 0 5.300 0 2.700 2.700 0 0 0 5.400 0 2.700 2.700 0 0 0 5.300 0", "M5 13v8h14v-8", "M10 21v-5h4v5"}
	case "finance":
		return []string{"M4 20h16", "M6 20v-6M11 20V9M16 20V5", "M19 8l-3-3-3 3"}
	case "trade":
		return []string{"M3 5h3l2 11h10l2-8H7", "M9 20.500a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM17 20.500a1 1 0 1 0 0-2 1 1 0 0 0 0 2z"}
	case "property":
		return []string{"M9 18h6M10 21h4", "M8.500 15C6 13 6 11 6 9.500a6 6 0 0 1 12 0c0 1.500 0 3.500-2.500 5.500z", "M12 15v-4"}
	case "branch":
		return []string{"M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6z", "M12 8v4M6 16v-4h12v4"}
	case "tender":
		return []string{"M5 3h10l4 4v14H5z", "M15 3v4h4", "M8 12h8M8 16h5"}
	case "restructure":
		return []string{"M4 8h13l-3-3M20 16H7l3 3"}
	case "closing":
		return []string{"M5 3h14v18H5z", "M9 3v18", "M12 12h.5", "M19 21h2M3 21h2"}
	}
	return []string{"M5 4h14v16H5z", "M9 9h6M9 13h6"}
}
