// Package content says what the bytes of a file are, whatever its name and its sender say, and makes the small and the
// stripped pictures of a photo. It refuses what a browser or an office program would run, and what would burst when it
// is opened. It looks at the form only: a file that it takes may still hold what a virus scanner finds.
//
// It is pure: it reads what it is given and keeps nothing. It imports nothing of ours.
package content
