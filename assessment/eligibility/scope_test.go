package eligibility

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestScope(t *testing.T) {
	t.Parallel()
	identities := func(list ...Identity) func(*Facts) {
		return func(f *Facts) {
			for i := range list {
				f.Applicants[i].Identity = list[i]
			}
		}
	}
	tests := []struct {
		name      string
		category  Category
		change    func(*Facts)
		want      ScopeAnswer
		competent string
		basis     string
	}{
		{"mainland couple", InstitutionFoundling, nothing, ScopeAccepted, "", "《中国公民收养子女登记办法》第二条"},
		{"foreigner", InstitutionFoundling, identities(Foreigner), ScopeNotAccepted, "省、自治区、直辖市", "《中华人民共和国民法典》第一千一百零九条"},
		{"foreign wife", SpecialDifficulty, identities(Mainland, Foreigner), ScopeNotAccepted, "省、自治区、直辖市", ""},
		{"overseas Chinese", CollateralKin, identities(OverseasChinese), ScopeNotAccepted, "设区的市", "民政部令第16号"},
		{"Hong Kong", StepChild, identities(HongKong), ScopeNotAccepted, "设区的市", "民政部令第16号"},
		{"Macao wife", PrivateOrphan, identities(Mainland, Macao), ScopeNotAccepted, "设区的市", "民政部令第16号"},
		{"Taiwan", PrivateOrphan, identities(Taiwan), ScopeNotAccepted, "设区的市", "民政部令第16号"},
		{"identity not known", PrivateOrphan, identities(""), ScopeUnknown, "", ""},
		{"rescued", InstitutionFoundling, func(f *Facts) { f.Child.Rescued = new(true) }, ScopeNotAccepted, "公安机关", "民发〔2015〕159号"},
		{"rescue not known", PrivateFoundling, func(f *Facts) { f.Child.Rescued = nil }, ScopeUnknown, "", ""},
		{"rescue not asked of a child with parents", SpecialDifficulty, func(f *Facts) { f.Child.Rescued = nil }, ScopeAccepted, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := sample(tt.category)
			tt.change(&f)
			s := Scope(f)
			require.Equal(t, tt.want, s.Answer, s.Message)
			require.Equal(t, tt.want == ScopeAccepted, s.Accepted)
			if tt.basis != "" {
				require.Contains(t, s.Basis[0].String(), tt.basis)
			}
			r := run(t, f)
			switch tt.want {
			case ScopeNotAccepted:
				require.Contains(t, s.Competent, tt.competent)
				require.NotEmpty(t, s.Message)
				require.Equal(t, OutOfScope, r.Verdict)
				require.Equal(t, OutOfScope, r.Preliminary)
			case ScopeUnknown:
				require.NotEmpty(t, s.Missing)
				require.Equal(t, Undetermined, r.Verdict)
			case ScopeAccepted:
				require.Empty(t, s.Competent)
			}
		})
	}
}
