package lock

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"io"
)

const (
	keySize  = 32
	saltSize = 8
	// everything is allowed to whoever has the password: bits 1 and 2 are zero by the
	// format (ISO 32000-2, table 22).
	permissions = 0xFFFFFFFC
)

// keys are what the dictionary of encryption holds, and the key of the file.
type keys struct {
	file              cipher.Block
	u, o              [48]byte // hash, salt of the check, salt of the key
	ue, oe            [keySize]byte
	permissionsSealed [block]byte
}

// newKeys draws the key of a file and locks it with a password (ISO 32000-2,
// 7.6.4.4.7 to 7.6.4.4.9). The owner's password is drawn and forgotten.
func newKeys(password []byte, random io.Reader) (*keys, error) {
	var drawn struct{ file, owner, userSalts, ownerSalts [keySize]byte }
	for _, b := range [][]byte{drawn.file[:], drawn.owner[:], drawn.userSalts[:], drawn.ownerSalts[:]} {
		if _, err := io.ReadFull(random, b); err != nil {
			return nil, err
		}
	}
	k := &keys{}
	var err error
	if k.file, err = aes.NewCipher(drawn.file[:]); err != nil {
		return nil, err
	}
	if err := lockKey(&k.u, &k.ue, password, drawn.userSalts[:], nil, drawn.file[:]); err != nil {
		return nil, err
	}
	if err := lockKey(&k.o, &k.oe, drawn.owner[:], drawn.ownerSalts[:], k.u[:], drawn.file[:]); err != nil {
		return nil, err
	}
	var plain [block]byte
	binary.LittleEndian.PutUint32(plain[:], permissions)
	copy(plain[4:], "\xFF\xFF\xFF\xFFTadb") // metadata is encrypted, too
	copy(plain[12:], drawn.userSalts[2*saltSize:])
	k.file.Encrypt(k.permissionsSealed[:], plain[:])
	return k, nil
}

// lockKey fills the check of a password and the key of the file under it. of is
// empty for the user's, and the user's check for the owner's.
func lockKey(checks *[48]byte, locked *[keySize]byte, password, salts, of, key []byte) error {
	forCheck, forKey := salts[:saltSize], salts[saltSize:2*saltSize]
	sum, err := hash(password, forCheck, of)
	if err != nil {
		return err
	}
	copy(checks[:], sum)
	copy(checks[keySize:], forCheck)
	copy(checks[keySize+saltSize:], forKey)
	if sum, err = hash(password, forKey, of); err != nil {
		return err
	}
	under, err := aes.NewCipher(sum)
	if err != nil {
		return err
	}
	cipher.NewCBCEncrypter(under, make([]byte, block)).CryptBlocks(locked[:], key) //nolint:gosec // the format wants zeros: the key under which it is used is used once
	return nil
}

// The rounds of the hash of a password (ISO 32000-2, algorithm 2.B).
const (
	leastRounds = 64
	repeats     = 64
	lastMargin  = 32
)

// hash makes 32 bytes of a password, slowly (algorithm 2.B).
func hash(password, salt, of []byte) ([]byte, error) {
	first := sha256.Sum256(join(password, salt, of))
	k := first[:]
	for round := 0; ; round++ {
		once := join(password, k, of)
		k1 := make([]byte, 0, repeats*len(once))
		for range repeats {
			k1 = append(k1, once...)
		}
		c, err := aes.NewCipher(k[:block])
		if err != nil {
			return nil, err
		}
		cipher.NewCBCEncrypter(c, k[block:2*block]).CryptBlocks(k1, k1)
		rest := 0
		for _, b := range k1[:block] { // 256 leaves 1 by 3: the sum of the bytes leaves what the number leaves
			rest += int(b)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(k1)
			k = s[:]
		case 1:
			s := sha512.Sum384(k1)
			k = s[:]
		default:
			s := sha512.Sum512(k1)
			k = s[:]
		}
		if round >= leastRounds-1 && int(k1[len(k1)-1]) <= round+1-lastMargin {
			return k[:keySize], nil
		}
	}
}

func join(parts ...[]byte) []byte {
	var out []byte
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// encrypt encrypts with an initial vector of its own in front (AESV3).
func (k *keys) encrypt(data []byte, random io.Reader) ([]byte, error) {
	pad := block - len(data)%block
	out := make([]byte, block+len(data)+pad)
	if _, err := io.ReadFull(random, out[:block]); err != nil {
		return nil, err
	}
	copy(out[block:], data)
	for i := len(out) - pad; i < len(out); i++ {
		out[i] = byte(pad)
	}
	cipher.NewCBCEncrypter(k.file, out[:block]).CryptBlocks(out[block:], out[block:])
	return out, nil
}
