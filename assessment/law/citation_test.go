package law_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/assessment/law"
)

func TestCitationString(t *testing.T) {
	t.Parallel()
	for want, c := range map[string]law.Citation{
		"《收养评估办法（试行）》（民发〔2020〕144号）第十条": {Instrument: "收养评估办法（试行）", Number: "民发〔2020〕144号", Article: "第十条"},
		"《中华人民共和国民法典》第一千零九十八条第（五）项":     {Instrument: "中华人民共和国民法典", Article: "第一千零九十八条第（五）项", Note: "n"},
		"办理惯例": {Note: "办理惯例"},
		"":     {},
	} {
		require.Equal(t, want, c.String())
	}
	require.True(t, law.Citation{}.IsZero())
}
