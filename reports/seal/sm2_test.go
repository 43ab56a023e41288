package seal_test

import (
	"bytes"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"testing"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/reports/seal"
)

// national makes a root of SM2 and a signer under it.
func national(t *testing.T) (root []byte, s *seal.SM2Signer) {
	t.Helper()
	ca, err := sm2.GenerateKey(rand.Reader)
	require.NoError(t, err)
	key, err := sm2.GenerateKey(rand.Reader)
	require.NoError(t, err)
	from := begin()
	parent := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "国密试用根证书"}, NotBefore: from, NotAfter: from.AddDate(1, 0, 0),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	root, err = smx509.CreateCertificate(rand.Reader, parent, parent, ca.Public(), ca)
	require.NoError(t, err)
	leaf := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "成都市民政局"}, NotBefore: from, NotAfter: from.AddDate(1, 0, 0), KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := smx509.CreateCertificate(rand.Reader, leaf, parent, key.Public(), ca)
	require.NoError(t, err)
	return root, &seal.SM2Signer{Key: key, Certificate: der}
}

func TestSM2(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	root, s := national(t)
	other, foreign := national(t)
	trusting := func(der ...[]byte) seal.Trust {
		f := h.file()
		for _, d := range der {
			f.Roots = append(f.Roots, seal.PEM(d))
		}
		return read(t, f)
	}
	o := h.order(seal.Signer{SM2: s}, "成都市民政局")
	signed := sign(t, paper(t), o)
	clean(t, signed)
	r := check(t, signed, trusting(root))
	require.Empty(t, r.Findings)
	require.Equal(t, "SM2-SM3", r.Signatures[0].Algorithm)
	require.True(t, r.Signatures[0].Trusted)
	require.True(t, check(t, sign(t, signed, h.order(h.agency, "某评估机构")), trusting(root)).Holds(), "an international signature may follow")

	first := func(b []byte, trust seal.Trust) seal.Code {
		r := check(t, b, trust)
		require.NotEmpty(t, r.Findings)
		return r.Findings[0].Code
	}
	require.Equal(t, seal.CodeUntrusted, first(signed, trusting(other)))
	require.Equal(t, seal.CodeDigest, first(flip(signed, bytes.Index(signed, []byte("stream\n"))+20), trusting(root)))
	_, err := seal.Sign(t.Context(), paper(t), h.order(seal.Signer{SM2: &seal.SM2Signer{Key: foreign.Key, Certificate: s.Certificate}}, "x"))
	require.ErrorIs(t, err, seal.ErrKey)
}
