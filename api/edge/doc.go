// Package edge is what the API and the console share at the door: who is asking,
// one kind of problem document for every refusal, what a body may hold, limits,
// headers, conditional requests, cursors, the access log.
//
// It knows the kinds of refusal of workflow and office and turns them into
// statuses; it decides nothing about cases and holds no SQL. It logs no names, no
// bodies and no texts of queries.
package edge
