package law

// Pack is the law of one place: the packs from the nation down to it laid over each other, with the sandbox overlay
// underneath when there is one. It never changes; a case stores Code, Version and SHA256 of the pack it was judged
// by.
type Pack struct {
	Code    string    // cn, cn-54, cn-540100
	Name    string    // Chinese
	Version string    // versions of the chain, cn@2026.1+cn-54@2026.1
	SHA256  string    // over the chain: code, version and hash of each file, in order
	Order   string    // "A" integration inside the assessment, "B" capacity first
	Sandbox bool      // illustrative values stand in where no law is known
	Chain   []PackRef // nation first, overlays last

	layers   []*layer // most local first, overlays last
	declared map[string]*declaration
}

// PackRef names one file of a chain.
type PackRef struct {
	Code    string `json:"code"`
	Version string `json:"version"`
	SHA256  string `json:"sha256"`
}
