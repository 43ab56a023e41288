package workflow

// FactPlaces maps every fact that a rule can find missing to its place in the case.
func FactPlaces() map[string]string {
	out := map[string]string{}
	for _, p := range places() {
		out[p.fact] = p.at
	}
	return out
}
