package app

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// Commands lists the program's commands as they are typed ("user add"), those
// that open a cell and those that do not.
func Commands() (opening, others []string, err error) {
	var c cli
	parser, err := kong.New(&c, kong.Name("motcua"))
	if err != nil {
		return nil, nil, err
	}
	for _, n := range parser.Model.Leaves(true) {
		name := strings.TrimPrefix(n.FullPath(), "motcua ")
		if slices.ContainsFunc(n.Flags, func(f *kong.Flag) bool { return f.Name == "db" }) {
			opening = append(opening, name)
		} else {
			others = append(others, name)
		}
	}
	return opening, others, nil
}
