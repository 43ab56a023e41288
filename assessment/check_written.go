package assessment

import (
	"strconv"

	"github.com/anjia-project/anjia/assessment/instrument"
	"github.com/anjia-project/anjia/assessment/law"
)

// integer checks a whole number that is written down; it has one spelling, so that 08 and ８ are refused.
func (i *itemCheck) integer() {
	given, err := strconv.Atoi(i.answer.Text)
	if err != nil || strconv.Itoa(given) != i.answer.Text {
		i.wrong("bad_integer", "/text", "的内容“"+clip(i.answer.Text)+"”不是整数", "评估表规定本项填写整数，用半角数字书写，不带符号、单位和多余的零", i.howTo())
		return
	}
	lowest, highest := i.item.Range()
	if n := instrument.FromInt(int64(given)); n.Cmp(lowest) < 0 || n.Cmp(highest) > 0 {
		i.wrong("integer_out_of_range", "/text", "的内容"+i.answer.Text+"超出范围", ranged("本项", lowest, highest), i.howTo())
	}
}

// date checks a day that is written down.
func (i *itemCheck) date() {
	if _, err := law.ParseDate(i.answer.Text); err != nil {
		i.wrong("bad_date", "/text", "的内容“"+clip(i.answer.Text)+"”不是日期", "评估表规定本项填写日期，写作 YYYY-MM-DD", i.howTo())
	}
}
