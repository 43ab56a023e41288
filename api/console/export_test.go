package console

import (
	"github.com/anjia-project/anjia/api/console/form"
	"github.com/anjia-project/anjia/api/console/words"
)

// Labels are the words of an act's fields.
func Labels(w *words.Words, act string) form.Words { return labels{w, act} }

// Within is where a link may lead.
func Within(address string) string { return within(address) }
