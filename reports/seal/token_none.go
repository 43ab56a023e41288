//go:build !pkcs11

package seal

import "fmt"

// readToken refuses keys in tokens: the module of a token is a C library, and the
// ordinary program is built without cgo.
func (e KeyEntry) readToken(string, string) (Signer, error) {
	return Signer{}, fmt.Errorf("%w: this program was built without PKCS#11; build it with cgo and -tags pkcs11", ErrKey)
}
