// Package console is the web pages of anjia: server-rendered with templ, better with
// htmx and a little script of our own, whole without. A page is one file: its data,
// its handler and, where something is entered, its form; what it looks like stands
// in the .templ file beside it, made of the parts in view.
//
// Whatever changes something goes through the API in the same process, as the
// person who is signed in: the console has no act, no check and no right of its own.
// What is only read comes from the services, which let everybody see what the API
// lets them see.
package console
