package province

import (
	"fmt"

	"motcua/internal/org"
)

// States folds the seed without a journal: the states of every agency and the
// territory, as they will be once the seed is executed.
func States() ([]org.State, org.Territory, error) {
	facts := org.Facts{Actor: org.System()}
	adopted, err := org.DecideTerritory(org.Territory{}, Territory(), facts)
	if err != nil {
		return nil, org.Territory{}, fmt.Errorf("province: territory: %w", err)
	}
	territory := org.Territory{}
	for _, e := range adopted {
		territory = org.EvolveTerritory(territory, e)
	}
	seed := Seed()
	states := make([]org.State, 0, len(seed))
	for _, s := range seed {
		var state org.State
		for _, c := range s.Commands {
			events, err := org.Decide(state, c, facts)
			if err != nil {
				return nil, org.Territory{}, fmt.Errorf("province: %s: %w", s.ID, err)
			}
			for _, e := range events {
				state = org.Evolve(state, e)
			}
		}
		states = append(states, state)
	}
	return states, territory, nil
}

// Organisation is the seed as an organisation, for simulation and tests.
func Organisation() (*org.Organisation, error) {
	states, territory, err := States()
	if err != nil {
		return nil, err
	}
	return org.Build(states, territory), nil
}

// Territory is the command that puts the province's places on the map; its
// stream is org.TerritoryStream(Code).
func Territory() org.AdoptPlaces {
	return org.AdoptPlaces{Places: Places(), Ground: twoTierGround}
}
