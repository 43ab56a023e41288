package workflow_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/anjia-project/anjia/workflow"
)

func requireNumberFault(t require.TestingT, err error, code, says string) {
	var e *workflow.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, workflow.KindInvalid, e.Kind)
	require.Equal(t, code, e.Code)
	require.Contains(t, e.Message, says)
}

func TestCaseNumbers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		division string
		year     int
		kind     string
		serial   int
		want     string
	}{
		// By another calculation: 5401002026283400012 with S = 28, Y = 34, and 98 - 100n mod 97.
		{"540100", 2026, "SY", 12, "540100-2026-SY-00012-87"},
		{"110101", 2024, "SY", 1, "110101-2024-SY-00001-40"},
		{"540102", 2026, "JC", 99999, "540102-2026-JC-99999-95"},
	} {
		got, err := workflow.FormatCaseNumber(c.division, c.year, c.kind, c.serial)
		require.NoError(t, err)
		require.Equal(t, c.want, got)
		n, err := workflow.ParseCaseNumber(got)
		require.NoError(t, err)
		require.Equal(t, workflow.CaseNumber{Division: c.division, Year: c.year, Kind: c.kind, Serial: c.serial}, n)
		require.Equal(t, got, n.String())
	}
	require.Empty(t, workflow.CaseNumber{}.String())
}

// TestCheckDigitsLeaveOne: the rule of ISO 7064 MOD 97-10 is that the whole number,
// letters as two digits, leaves 1 modulo 97.
func TestCheckDigitsLeaveOne(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := drawCaseNumber(t)
		rest := 0
		for _, c := range strings.ReplaceAll(s, "-", "") {
			if c >= 'A' {
				rest = (rest*100 + int(c-'A') + 10) % 97
			} else {
				rest = (rest*10 + int(c-'0')) % 97
			}
		}
		require.Equal(t, 1, rest)
	})
}

func drawCaseNumber(t *rapid.T) string {
	s, err := workflow.FormatCaseNumber(
		rapid.StringMatching(`[0-9]{6}`).Draw(t, "division"), rapid.IntRange(1000, 9999).Draw(t, "year"),
		rapid.StringMatching(`[A-Z]{2}`).Draw(t, "kind"), rapid.IntRange(1, 99999).Draw(t, "serial"))
	require.NoError(t, err)
	return s
}

// TestEverySlipOfOneCharacterIsFound tries each other character in each place, check
// digits included, of some hundred numbers.
func TestEverySlipOfOneCharacterIsFound(t *testing.T) {
	t.Parallel()
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabc- ０"
	rapid.Check(t, func(t *rapid.T) {
		s := drawCaseNumber(t)
		for i := range s {
			for _, c := range alphabet {
				if string(c) == s[i:i+1] {
					continue
				}
				wrong := s[:i] + string(c) + s[i+1:]
				_, err := workflow.ParseCaseNumber(wrong)
				require.Error(t, err, "%s read as %s", s, wrong)
			}
			_, err := workflow.ParseCaseNumber(s[:i] + s[i+1:])
			require.Error(t, err, "%s without character %d", s, i)
		}
	})
}

// TestEverySwapIsFound swaps each two neighbours, also across a hyphen, and each two
// characters around a third.
func TestEverySwapIsFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := drawCaseNumber(t)
		bare := []int{} // places of the characters that are not hyphens
		for i := range s {
			if s[i] != '-' {
				bare = append(bare, i)
			}
		}
		for _, distance := range []int{1, 2} {
			for k := range len(bare) - distance {
				requireSwapFound(t, s, bare[k], bare[k+distance])
			}
		}
		for i := range len(s) - 1 {
			requireSwapFound(t, s, i, i+1)
		}
	})
}

func requireSwapFound(t *rapid.T, s string, i, j int) {
	if s[i] == s[j] {
		return
	}
	b := []byte(s)
	b[i], b[j] = b[j], b[i]
	_, err := workflow.ParseCaseNumber(string(b))
	require.Error(t, err, "%s read as %s", s, b)
}

func TestCaseNumberFaultsNamePartAndRemedy(t *testing.T) {
	t.Parallel()
	for s, c := range map[string]struct{ code, says string }{
		"":                            {"case_number_format", "5段"},
		"540100-2026-SY-00012":        {"case_number_format", "5段"},
		"540100－2026－SY－00012－87":     {"case_number_format", "半角"},
		"54010-2026-SY-00012-87":      {"case_number_format", "第1段"},
		"540100-0026-SY-00012-87":     {"case_number_format", "第2段"},
		"540100-２０２６-SY-00012-87":     {"case_number_format", "第2段"},
		"540100-2026-sy-00012-87":     {"case_number_format", "第3段"},
		"540100-2026-SY-12-87":        {"case_number_format", "第4段"},
		"540100-2026-SY-00000-87":     {"case_number_format", "第4段"},
		"540100-2026-SY-00012-6":      {"case_number_format", "第5段"},
		"540100-2026-SY-00021-87":     {"case_number_check", "重新录入"},
		"540100-2026-SY-00012-61":     {"case_number_check", "校验码"},
		" 540100-2026-SY-00012-87":    {"case_number_format", "第1段"},
		"540100-2026-SY-00012-87\n":   {"case_number_format", "第5段"},
		"540100-2026-SY-00012-87-":    {"case_number_format", "5段"},
		"\xff40100-2026-SY-00012-87-": {"case_number_format", "5段"},
	} {
		_, err := workflow.ParseCaseNumber(s)
		requireNumberFault(t, err, c.code, c.says)
	}
}

// TestACheckThatIsOnlyCongruentIsRefused: 01 and 98 are the same modulo 97, but only
// one of them is the check.
func TestACheckThatIsOnlyCongruentIsRefused(t *testing.T) {
	t.Parallel()
	found := 0
	for serial := 1; serial <= 1000; serial++ {
		s, err := workflow.FormatCaseNumber("540100", 2026, "SY", serial)
		require.NoError(t, err)
		twin := map[string]string{"98": "01", "97": "00", "02": "99"}[s[len(s)-2:]]
		require.NotContains(t, []string{"00", "01", "99"}, s[len(s)-2:])
		if twin == "" {
			continue
		}
		found++
		_, err = workflow.ParseCaseNumber(s[:len(s)-2] + twin)
		requireNumberFault(t, err, "case_number_check", "校验码")
	}
	require.Positive(t, found)
}

func TestNumbersOutOfRangeAreRefused(t *testing.T) {
	t.Parallel()
	caseNumber := func(division string, year int, kind string, serial int) error {
		_, err := workflow.FormatCaseNumber(division, year, kind, serial)
		return err
	}
	paper := func(prefix string, year, serial int) error {
		_, err := workflow.FormatPaperNumber(prefix, year, serial)
		return err
	}
	certificate := func(year int, places string, serial int) error {
		_, err := workflow.FormatCertificateNumber(year, places, serial)
		return err
	}
	require.NoError(t, caseNumber("540100", 2026, "SY", 99999))
	requireNumberFault(t, caseNumber("540100", 2026, "SY", 100000), "number_serial", "99999")
	requireNumberFault(t, caseNumber("540100", 2026, "SY", 0), "number_serial", "1至")
	requireNumberFault(t, caseNumber("540100", 999, "SY", 1), "number_year", "4位")
	requireNumberFault(t, caseNumber("540100", 10000, "SY", 1), "number_year", "4位")
	requireNumberFault(t, caseNumber("5401", 2026, "SY", 1), "case_number_division", "6位")
	requireNumberFault(t, caseNumber("５４０１００", 2026, "SY", 1), "case_number_division", "6位")
	requireNumberFault(t, caseNumber("540100", 2026, "收养", 1), "case_number_kind", "SY")
	require.NoError(t, paper("民发", 2026, 99999))
	requireNumberFault(t, paper("民", 2026, 1), "paper_number_prefix", "机关代字")
	requireNumberFault(t, paper(strings.Repeat("民", 13), 2026, 1), "paper_number_prefix", "机关代字")
	requireNumberFault(t, paper("拉民A", 2026, 1), "paper_number_prefix", "汉字")
	requireNumberFault(t, paper("拉民收养", 26, 1), "number_year", "4位")
	requireNumberFault(t, paper("拉民收养", 2026, 100000), "number_serial", "99999")
	requireNumberFault(t, certificate(2026, "藏", 1), "certificate_number_places", "简称")
	requireNumberFault(t, certificate(0, "藏拉", 1), "number_year", "4位")
	requireNumberFault(t, certificate(2026, "藏拉", 0), "number_serial", "1至")
}

func TestPaperNumbers(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"民发〔2020〕144号", "川民发〔2021〕202号", "京民儿福发〔2021〕192号", "拉民收养〔2026〕1号"} {
		n, err := workflow.ParsePaperNumber(s)
		require.NoError(t, err, s)
		again, err := workflow.FormatPaperNumber(n.Prefix, n.Year, n.Serial)
		require.NoError(t, err)
		require.Equal(t, s, again)
	}
	for _, s := range []string{
		"", "民发[2020]144号", "民发（2020）144号", "民发【2020】144号", "民发〔2020〕第144号", "民发〔2020〕0144号",
		"民发〔20〕144号", "民发〔2020〕144", "民发〔2020〕号", "民发〔2020〕0号", "民发〔2020〕１４４号", "发〔2020〕1号", "民发〔2020〕144号 ",
		"民发〔2020〕999999999999999999999号", "民发〔2020〕+1号",
	} {
		_, err := workflow.ParsePaperNumber(s)
		requireNumberFault(t, err, "paper_number_format", "六角括号")
	}
}

func TestCertificateNumbers(t *testing.T) {
	t.Parallel()
	s, err := workflow.FormatCertificateNumber(2026, "藏拉", 12)
	require.NoError(t, err)
	require.Equal(t, "（2026）藏拉收字00012", s)
	n, err := workflow.ParseCertificateNumber(s)
	require.NoError(t, err)
	require.Equal(t, workflow.CertificateNumber{Year: 2026, Places: "藏拉", Serial: 12}, n)
	for _, s := range []string{
		"", "(2026)藏拉收字00012", "（2026）藏拉收字12", "（2026）藏拉收字00000", "（2026）收字00012", "（2026）藏拉字00012", "（26）藏拉收字00012", "（2026）AB收字00012",
	} {
		_, err := workflow.ParseCertificateNumber(s)
		requireNumberFault(t, err, "certificate_number_format", "5位流水号")
	}
}

// FuzzNumbers: what any of the parsers accepts, its formatter writes back unchanged.
func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"540100-2026-SY-00012-87", "拉民收养〔2026〕12号", "（2026）藏拉收字00012", "----", "〔〕号", "（）收字"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, err := workflow.ParseCaseNumber(s); err == nil {
			require.Equal(t, s, n.String())
		}
		if n, err := workflow.ParsePaperNumber(s); err == nil {
			again, err := workflow.FormatPaperNumber(n.Prefix, n.Year, n.Serial)
			require.NoError(t, err)
			require.Equal(t, s, again)
		}
		if n, err := workflow.ParseCertificateNumber(s); err == nil {
			again, err := workflow.FormatCertificateNumber(n.Year, n.Places, n.Serial)
			require.NoError(t, err)
			require.Equal(t, s, again)
		}
	})
}
