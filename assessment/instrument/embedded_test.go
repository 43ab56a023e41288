package instrument_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// The frames are known facts of the Sichuan rules of 2021: 12 general indicators and 8 vetoes, pass at 80; ten
// aspects of integration, 100 points, pass at 80.
func TestEmbeddedTablesHaveTheKnownFrames(t *testing.T) {
	t.Parallel()
	tables, err := instrument.Embedded()
	require.NoError(t, err)
	count := func(table *instrument.Instrument) map[instrument.Kind]int {
		kinds := map[instrument.Kind]int{}
		for item := range table.Items() {
			kinds[item.Kind()]++
		}
		return kinds
	}
	require.Len(t, tables, 4)
	capacity, integration := tables[0], tables[1]

	require.Equal(t, "sandbox-s1-capacity@1", capacity.Ref().Name())
	require.Equal(t, instrument.Capacity, capacity.Phase())
	require.Equal(t, map[instrument.Kind]int{instrument.KindVeto: 8, instrument.KindOption: 12, instrument.KindBoolean: 3, instrument.KindText: 1}, count(capacity))
	require.Equal(t, "sandbox-s2-integration@1", integration.Ref().Name())
	require.Equal(t, instrument.Integration, integration.Phase())
	require.Equal(t, map[instrument.Kind]int{instrument.KindOption: 10, instrument.KindText: 2}, count(integration))

	for _, c := range []struct {
		table   *instrument.Instrument
		highest string
	}{{capacity, "110"}, {integration, "100"}} {
		_, highest := c.table.Bounds()
		require.Equal(t, exact(t, c.highest), highest)
		require.Equal(t, exact(t, "100"), c.table.Total())
		require.Equal(t, law.Illustrative, c.table.Status())
		require.Equal(t, "sandbox/cn", c.table.Pack())
		require.True(t, c.table.InForce(law.MustDate("2024-01-02")))
		for gate := range c.table.Gates() {
			if mark, compares := gate.Mark(); compares {
				require.Equal(t, exact(t, "80"), mark)
			}
		}
		for item := range c.table.Items() {
			require.NotEmpty(t, item.Title().EN, item.Code())
			require.False(t, item.Citation().IsZero(), item.Code())
			require.Equal(t, law.Illustrative, item.Status(), item.Code())
		}
	}
}

// A released table is never edited: cases are judged by its bytes for ever. A change is a new version in a new file
// and a new line here.
func TestReleasedTablesNeverChange(t *testing.T) {
	t.Parallel()
	released := map[string]string{
		"sandbox-s1-capacity@1":     "f4e2d759f60319bb4c1ab729d2665b2fc483142128ede316d08ce6537c55d084",
		"sandbox-s2-integration@1":  "16c563ca583185269e076b7772317d80d7ae79e15bdb545f6f92e1a612844d56",
		"sandbox-s3-capacity@1":     "350c10b64cc1d943ea1f5d9d34615f6715e45c82957876cb1cb7ff15e09202e4",
		"sandbox-s6-capacity@1":     "8fc7f14d22f03b7e60b27f7fb77fcb971c8fa8fa73f6ffc8611db250f33e6082",
		"sandbox-f7-capacity@1":     "611946f900ec711c639d41b356a37302c942f7fff2894aea3c99a90f068207bb",
		"national-capacity@1":       "d695246638bf7bdbf122ded2cb7683bc20a2c35b01a46255220a7a6c02849741",
		"national-integration@1":    "5ef2ff0c0e4835bde4e592540626d999e139f227ff30007e6aaf2a86b823df15",
		"sandbox-s4-capacity@1":     "aaa8052fbefb28f5dc1dc5f7a0772c777f29bc0245edd44970fc32dfaef354b1",
		"ministry-s5-capacity@2":    "b8c7a09ed9a630f0b26d66509665fda0c4ead66370c41cca820766b293887de9",
		"ministry-s5-integration@2": "6b841a146726b81b3d0756b73ca5b3c2439e76a264e057d675593ffa1db072da",
	}
	tables, err := instrument.Shipped()
	require.NoError(t, err)
	shipped := map[string]string{}
	for _, table := range tables {
		sum := sha256.Sum256(table.Raw())
		require.Equal(t, hex.EncodeToString(sum[:]), table.Ref().SHA256)
		shipped[table.Ref().Name()] = table.Ref().SHA256
	}
	require.Equal(t, released, shipped)
}
