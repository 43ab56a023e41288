package finish

import (
	"fmt"
	"strings"
	"time"

	"github.com/anjia-project/anjia/reports/layout"
)

// placesOfSeals writes into a page, as its private data (ISO 32000-1, 14.5), where
// it leaves room for seals: whoever signs the paper later and shows a picture of
// the seal puts it there. Each is the lower left corner and the side of a square,
// in points from the lower left of the page. Most pages have none.
func placesOfSeals(p layout.Page, height float64, at time.Time) string {
	var places strings.Builder
	for _, o := range p.Ops {
		if o.Kind == layout.OpCircle {
			fmt.Fprintf(&places, "[%.2f %.2f %.2f]", o.X-o.X2, height-o.Y-o.X2, 2*o.X2)
		}
	}
	if places.Len() == 0 {
		return ""
	}
	changed := "/LastModified (D:" + at.UTC().Format("20060102150405") + "Z)"
	return fmt.Sprintf(" %s /PieceInfo <</Anjia <<%s /Private <</Seals [%s]>>>>>>", changed, changed, places.String())
}
