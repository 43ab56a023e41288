package api

// addExamples is filled in below.
func (s *server) addExamples() {}
