// Package sample drives an office, an agency and families through the REST API
// of a running sandbox, by the same acts as users: for the demo, for the sample
// cases of a fresh sandbox and for tests from end to end. It knows no store and
// no service, only HTTP and the public types of inputs and answers.
package sample
