package sheet

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"github.com/anjia-project/anjia/assessment/instrument"
)

//go:embed data/*.yaml
var frames embed.FS

// Frames are the names of the frames of table (评估表框架) that there are samples of: F1 to F7 of
// docs/instrument-format.md.
func Frames() []string { return []string{"F1", "F2", "F3", "F4", "F5", "F6", "F7"} }

// Frame gives the sample table of a frame, to be written as a workbook in which an office puts its own table in place of
// the sample's rows. It fails for a name that is none of Frames.
func Frame(name string) (instrument.Spec, error) {
	if !slices.Contains(Frames(), strings.ToUpper(name)) {
		return instrument.Spec{}, fmt.Errorf("there is no frame %q; frames are %s", name, strings.Join(Frames(), ", "))
	}
	file := "data/" + strings.ToLower(name) + ".yaml"
	raw, err := frames.ReadFile(file)
	if err != nil {
		return instrument.Spec{}, err
	}
	table, err := instrument.Load(file, raw)
	if err != nil {
		return instrument.Spec{}, err
	}
	return table.Spec(), nil
}
