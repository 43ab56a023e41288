// Package store keeps cases, the record and the office in PostgreSQL. It holds the only SQL in Go, and implements the
// ports that casework and office declare.
//
// Every access to data of a case runs within one transaction whose settings say who is asking; row-level security
// then shows that person's rows and no others (Store.Within). An act reads its aggregate in one round trip to the
// database and is written, by one guarded statement together with the commit, in another.
//
// Nothing here decides whether an act is lawful: casework and the table do. What the database itself refuses (a
// constraint, a stale version) comes back as a *workflow.Error when a person can understand it.
//
// It may import casework, office and what these import, migrations, and its own subpackages.
package store
