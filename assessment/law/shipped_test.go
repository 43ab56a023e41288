package law_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

// TestShippedNumbers reads the numbers of the statutes off the packs, on both sides of the day they begin.
func TestShippedNumbers(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn", false)
	for _, row := range []struct {
		key, on string
		want    any
		article string
	}{
		{"registration.limit", "2024-01-02", law.Term{Length: 30, Unit: law.Day, Kind: law.Limit, Rolls: true}, "第八条"},
		{"registration.limit", "1999-05-25", law.Term{Length: 30, Unit: law.Day, Kind: law.Limit, Rolls: true}, "第七条"},
		{"notice.period", "2024-01-02", law.Term{Length: 60, Unit: law.Day, Kind: law.Floor, Rolls: true, Full: true}, "第八条"},
		{"assessment.limit", "2021-01-01", law.Term{Length: 60, Unit: law.Day, Kind: law.Limit, Rolls: true}, "第十条"},
		{"assessment.feasibility_floor", "2024-01-02", law.Term{Length: 30, Unit: law.Day, Kind: law.Floor}, "第八条"},
		{"integration.min", "2024-01-02", law.Term{Length: 30, Unit: law.Day, Kind: law.Floor}, "第八条"},
		{"integration.after_interruption", "2024-01-02", "restart", ""},
		{"registration.supplement_effect", "2024-01-02", "restart", ""},
		{"evaluators.min", "2024-01-02", 2, "第九条第（二）项"},
		{"group.staff_min", "2024-01-02", 2, "第六条"},
		{"agency.staff_min", "2024-01-02", 5, "第七条第（四）项"},
		{"agency.staff_years", "2024-01-02", 2, "第七条第（四）项"},
		{"assessment.fee", "2024-01-02", 0, "第十四条"},
		{"assessment.exempt_categories", "2024-01-02", []string{"4"}, "第二条"},
		{"eligibility.adopter_min_age", "2021-01-01", 30, "第一千零九十八条第（五）项"},
		{"eligibility.gap_unmarried_other_sex", "2021-01-01", 40, "第一千一百零二条"},
		{"eligibility.child_max_age", "2020-12-31", 14, "第四条"},
		{"eligibility.child_max_age", "2021-01-01", 18, "第一千零九十三条"},
		{"eligibility.child_consent_age", "2020-12-31", 10, "第十一条"},
		{"eligibility.child_consent_age", "2021-01-01", 8, "第一千一百零四条"},
		{"eligibility.max_children", "2021-01-01", 1, "第一千零九十八条第（一）项"},
		{"eligibility.max_adoptions_childless", "2021-01-01", 2, "第一千一百条第一款"},
		{"eligibility.max_adoptions_one_child", "2021-01-01", 1, "第一千一百条第一款"},
		{"remedy.reconsideration", "2024-01-02", law.Term{Length: 60, Unit: law.Day, Kind: law.Limit, Rolls: true}, "第二十条第一款"},
		{"remedy.lawsuit", "2024-01-02", law.Term{Length: 6, Unit: law.Month, Kind: law.Limit, Rolls: true}, "第四十六条第一款"},
		{"archive.transfer_years", "2024-03-01", 10, "第二十条"},
		{"papers.D04.title", "2024-01-02", "初审告知书", ""},
	} {
		param, err := p.Param(row.key, law.MustDate(row.on))
		require.NoError(t, err, row.key)
		require.Equal(t, row.want, param.Value(), row.key)
		require.Equal(t, row.article, param.Basis.Article, row.key)
	}
}

// TestEveryShippedValueIsCited: a status, and an instrument with article or a note that says why there is none.
func TestEveryShippedValueIsCited(t *testing.T) {
	t.Parallel()
	set := embedded(t)
	for _, code := range set.Codes() {
		p, err := set.Pack(code, true)
		require.NoError(t, err)
		for _, on := range []string{"1999-06-01", "2015-10-01", "2020-06-01", "2021-02-01", "2023-08-01", "2024-06-01", "2026-06-01"} {
			for _, param := range p.InForce(law.MustDate(on)) {
				require.NotEmpty(t, param.Basis.String(), param.Key)
				require.Contains(t, []law.Status{law.Official, law.Practice, law.Illustrative}, param.Status, param.Key)
				require.False(t, param.InForce.IsZero() || param.Promulgated.IsZero(), param.Key)
				require.False(t, param.InForce.After(law.MustDate(on)), param.Key)
				if param.Status == law.Official {
					require.NotEmpty(t, param.Basis.Instrument, param.Key)
					require.NotEmpty(t, param.Basis.Article, param.Key)
				}
				require.Equal(t, param.Status == law.Illustrative, strings.HasPrefix(param.PackCode, "sandbox/"), param.Key)
			}
		}
	}
}

func TestRecalledFactsAreMarked(t *testing.T) {
	t.Parallel()
	p, on := pack(t, "cn", false), law.MustDate("2024-01-02")
	for key, want := range map[string]bool{
		"assessment.limit": true, "evaluators.min": true, "agency.staff_min": true, "integration.min": true,
		"numbering.certificate": true, "registration.limit": false, "group.staff_min": false,
		"eligibility.adopter_min_age": false, "remedy.lawsuit": false,
	} {
		param, err := p.Param(key, on)
		require.NoError(t, err)
		require.Equal(t, want, param.Basis.Recalled, key)
	}
}

// TestRecalledDatesAreMarked: an article may have been read where the days of its text were not.
func TestRecalledDatesAreMarked(t *testing.T) {
	t.Parallel()
	p, on := pack(t, "cn", false), law.MustDate("2024-06-01")
	for key, want := range map[string]bool{
		"evaluators.record_check": true, "remedy.lawsuit": true, "scope.overseas_chinese": true, "service.announcement": true,
		"jurisdiction.same_city": true, "registration.limit": false, "remedy.reconsideration": false, "eligibility.adopter_min_age": false,
		"guidance.family_education": false, "archive.transfer_years": false,
	} {
		param, err := p.Param(key, on)
		require.NoError(t, err)
		require.Equal(t, want, param.DatesRecalled, key)
	}
}

// TestReconsiderationLiesWithTheGovernmentSince2024: before, the department above could be asked as well.
func TestReconsiderationLiesWithTheGovernmentSince2024(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn", false)
	for on, above := range map[string]bool{"2023-12-31": true, "2024-01-01": false} {
		organ, err := p.Text("remedy.reconsideration_authority", law.MustDate(on))
		require.NoError(t, err)
		require.Equal(t, "作出决定的民政部门的本级人民政府", organ)
		text, err := p.Text("remedy.reconsideration_text", law.MustDate(on))
		require.NoError(t, err)
		require.Equal(t, above, strings.Contains(text, "或者上一级民政部门"), on)
	}
	param, err := p.Param("remedy.reconsideration_authority", law.MustDate("2024-01-01"))
	require.NoError(t, err)
	require.Equal(t, "第二十四条第一款第（一）项", param.Basis.Article)
	require.False(t, param.Basis.Recalled)
}

// TestReleasedFilesDoNotChange: a case keeps the version it was judged by, so the bytes of a released version stay.
// Change a data file only together with its version, and add the new line to the list.
func TestReleasedFilesDoNotChange(t *testing.T) {
	t.Parallel()
	list, err := os.ReadFile("testdata/released.txt")
	require.NoError(t, err)
	released := map[string]string{}
	for _, line := range strings.Fields(strings.ReplaceAll(string(list), "\n", " ")) {
		version, sum, ok := strings.Cut(line, "=")
		require.True(t, ok, line)
		released[version] = sum
	}
	for _, raw := range embedded(t).Raw() {
		require.Equal(t, released[raw.Version], raw.SHA256, "%s: give %s a new version and add it to testdata/released.txt", raw.Version, raw.Path)
	}
}

// TestMixedBodiesAreKnownInOnePlace: a body of staff and people whom an agency sends is the rule of Beijing, and of no other text that is known.
func TestMixedBodiesAreKnownInOnePlace(t *testing.T) {
	t.Parallel()
	p := pack(t, "cn-11", false)
	for key, want := range map[string]int{"mixed.staff_min": 2, "mixed.staff_max": 3, "mixed.sent_min": 1} {
		param, err := p.Param(key, law.MustDate("2021-12-01"))
		require.NoError(t, err)
		require.Equal(t, want, param.Value())
		require.Equal(t, law.Practice, param.Status)
		_, err = p.Param(key, law.MustDate("2021-11-30"))
		require.Error(t, err, "the day before it came into force")
	}
	_, err := p.Strings("mixed.report_seals", law.MustDate("2024-01-02"))
	require.Error(t, err, "whose seals the report carries was not retrieved")
	_, err = pack(t, "cn-54", false).Int("mixed.staff_min", law.MustDate("2024-01-02"))
	require.Error(t, err)
}
