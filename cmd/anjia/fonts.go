package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/anjia-project/anjia/reports/finish"
	"github.com/anjia-project/anjia/reports/font"
	"github.com/anjia-project/anjia/reports/font/installed"
)

// onlyEmbedded, as ANJIA_FONTS, leaves the fonts of the machine alone.
const onlyEmbedded = "none"

// newRenderer sets papers in the embedded faces, with those of the machine behind
// them: ANJIA_FONTS names other folders than Debian's, or none.
func newRenderer() (*finish.Renderer, error) {
	folders := installed.Folders()
	switch where := os.Getenv("ANJIA_FONTS"); where {
	case "":
	case onlyEmbedded:
		return finish.NewRenderer(font.Embedded()), nil
	default:
		folders = filepath.SplitList(where)
	}
	found, err := installed.Behind(font.Embedded(), folders)
	if err != nil {
		return nil, fmt.Errorf("%w\nremedy: reinstall the package of the font, or set ANJIA_FONTS=%s", err, onlyEmbedded)
	}
	return finish.NewRenderer(found.Set), nil
}
