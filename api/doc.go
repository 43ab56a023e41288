// Package api is the REST interface under /api/v1 (Echo and huma): OpenAPI 3.1
// and validation come from the Go types of the acts, one path an act, one file a
// resource. It binds requests, asks edge who is at the door, runs the acts of
// casework and office, and says what came of it.
//
// It decides nothing: whether an act may be done stands in the table of
// workflow, what it changes in casework and office. It knows no database; the
// services, the law and the tables are given to New.
package api
