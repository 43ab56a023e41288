package workflow_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/anjia-project/anjia/workflow"
)

func TestNamesThatCanStandOnPapers(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"王𠮷林", "赵𫖯芳", "阿卜杜拉·买买提", "白玛央宗", "Mary Ann O’Neil", "བཀྲ་ཤིས", "欧阳（小）"} {
		require.Empty(t, workflow.CheckPerson("/p", workflow.Person{Name: name}, false), name)
	}
}

func TestNamesThatCannot(t *testing.T) {
	t.Parallel()
	for name, code := range map[string]string{
		"": "required", " 张伟": "padded", "张伟 ": "padded", "   ": "padded", "张\n伟": "not_printable", "张\t伟": "not_printable",
		"张\u200b伟": "not_printable", "张\u200f伟": "not_printable", "张\ue000": "not_printable", "张😀": "not_printable", "张\u00a0伟": "not_printable",
	} {
		faults := workflow.CheckPerson("/p", workflow.Person{Name: name}, false)
		require.Len(t, faults, 1, "%q", name)
		require.Equal(t, code, faults[0].Code, "%q", name)
		require.Equal(t, "/p/name", faults[0].Pointer)
	}
}
