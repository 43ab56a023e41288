package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
	"github.com/anjia-project/anjia/workflow"
	"github.com/anjia-project/anjia/workflow/casework"
)

// TestOldCaseKeepsItsLaw changes the national pack and calendar, as a new release
// does, and asks by what an old case is judged.
func TestOldCaseKeepsItsLaw(t *testing.T) {
	t.Parallel()
	set, err := law.Embedded()
	require.NoError(t, err)
	shipped := set.Raw()
	var old []law.RawFile
	for _, f := range shipped {
		if f.Code == "cn" {
			f.Bytes = bytes.ReplaceAll(f.Bytes, []byte("2026.1"), []byte("2025.1"))
			f.Version = string(bytes.ReplaceAll([]byte(f.Version), []byte("2026.1"), []byte("2025.1")))
			sum := sha256.Sum256(f.Bytes)
			f.SHA256 = hex.EncodeToString(sum[:])
		}
		old = append(old, f)
	}
	then, err := bookOf(old)
	require.NoError(t, err)
	p, c, err := then.Current("cn-540100", true)
	require.NoError(t, err)
	pack, calendar := casework.RefsOf(p, c)
	require.Contains(t, pack.Version, "cn@2025.1")

	stored := slices.Concat(old, shipped)
	archive, err := newLawArchive(set, stored)
	require.NoError(t, err)
	gotPack, gotCalendar, err := archive.Judged(pack, calendar, true)
	require.NoError(t, err)
	require.Equal(t, pack.SHA256, gotPack.SHA256)
	require.Equal(t, calendar.SHA256, gotCalendar.SHA256())
	now, _, err := archive.Current("cn-540100", true)
	require.NoError(t, err)
	require.Contains(t, now.Version, "cn@2026.1")

	forged := pack
	forged.SHA256 = hex.EncodeToString(make([]byte, sha256.Size))
	_, _, err = archive.Judged(forged, calendar, true)
	require.True(t, workflow.IsKind(err, workflow.KindNoLaw), "the name of a version is not enough: %v", err)
	without, err := newLawArchive(set, shipped)
	require.NoError(t, err)
	_, _, err = without.Judged(pack, calendar, true)
	require.True(t, workflow.IsKind(err, workflow.KindNoLaw), "%v", err)
}
