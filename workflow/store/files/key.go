package files

import (
	"fmt"

	"gocloud.dev/gcerrors"
)

// idLength is that of a UUID as text.
const idLength = 36

// keyOf spreads the files over folders by the end of their ids, where UUIDs of one time differ. An id is no path:
// anything but the characters of a UUID is refused.
func keyOf(id string) (string, error) {
	if len(id) != idLength {
		return "", fmt.Errorf("files: %q is no id of a file", id)
	}
	for _, c := range []byte(id) {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && c != '-' {
			return "", fmt.Errorf("files: %q is no id of a file", id)
		}
	}
	return id[idLength-2:] + "/" + id, nil
}

func notThere(err error) bool { return err != nil && gcerrors.Code(err) == gcerrors.NotFound }
