package migrations

// UpFrom applies the files of another file system, for tests of the mechanism.
var UpFrom = up
