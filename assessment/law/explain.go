package law

import "strconv"

const (
	art201 = "《中华人民共和国民法典》第二百零一条第一款"
	art202 = "《中华人民共和国民法典》第二百零二条"
	art203 = "《中华人民共和国民法典》第二百零三条"
)

var unitNames = map[Unit]string{Day: "日", WorkingDay: "个工作日", Month: "个月", Year: "年"}

// due turns a finished reckoning into the date and its explanation, in the order of the days.
func (k *count) due() Due {
	lines := 5
	if k.term.Unit == WorkingDay {
		lines += int(k.days / 3) // a weekend in five days, and the festivals
	}
	d := Due{Steps: make([]Step, 0, lines)}
	d.add(StepStart, k.start, k.start, "起算："+k.start.String()+" 当日不计入，自次日起计算（"+art201+"）")
	k.explainSkips(&d)
	if k.held != nil {
		if k.inRoll {
			d.add(StepRawEnd, Date{k.end}, Date{k.end}, k.rawEndText())
		}
		k.explainRunning(&d)
		return d
	}
	d.RawEnd, d.On = Date{k.end}, Date{k.on}
	d.add(StepRawEnd, d.RawEnd, d.RawEnd, k.rawEndText())
	k.explainRoll(&d)
	k.explainFloor(&d)
	if k.provisional(d.On) {
		d.Provisional = true
		d.add(StepNote, Date{}, Date{}, "期间涉及放假安排尚未载入的年份，暂以周六、周日为休息日推算，本日期为暂定")
	}
	return d
}

func (d *Due) add(kind string, from, to Date, text string) {
	d.Steps = append(d.Steps, Step{Kind: kind, From: from, To: to, Text: text})
}

// explainSkips lists, in order, the pauses and for working days the rest days and make-up workdays up to the end.
func (k *count) explainSkips(d *Due) {
	at := k.start.n
	for _, s := range k.spans[:k.within] {
		k.explainRest(d, at, s.from-1)
		if !s.open {
			k.explainPause(d, s)
		}
		at = s.to - 1
	}
	if k.held == nil || k.inRoll {
		k.explainRest(d, at, k.end)
	}
}

func (k *count) explainPause(d *Due, s span) {
	from, to := Date{s.from}, Date{s.to - 1}
	d.add(StepPause, from, to, "停计："+rangeText(from, to)+" 共"+strconv.Itoa(int(s.to-s.from))+"日不计入（"+s.grounds+"）")
}

// explainRest lists the runs of rest days and the make-up workdays of (after, until].
func (k *count) explainRest(d *Due, after, until int32) {
	if k.term.Unit != WorkingDay {
		return
	}
	for n := after + 1; n <= until; n++ {
		m := k.c.marks[n]
		if m.work {
			if m.festival != 0 {
				on := Date{n}
				d.add(StepMakeUp, on, on, "计入："+dayText(on)+k.c.nature(on))
			}
			continue
		}
		run, ready := k.c.rests[n]
		if !ready || run.last > until {
			run = restRun{last: n}
			for run.last < until && !k.c.marks[run.last+1].work {
				run.last++
			}
			run.text = k.c.restText(n, run.last)
		}
		d.add(StepRest, Date{n}, Date{run.last}, run.text)
		n = run.last
	}
}

// restNames lists the festivals of a run of rest days, and 周末 for the days that are rest days by their weekday.
func (c *Calendar) restNames(from, to int32) string {
	var seen [8]uint16
	names := ""
	count := 0
next:
	for n := from; n <= to; n++ {
		f := c.marks[n].festival
		for _, s := range seen[:count] {
			if s == f {
				continue next
			}
		}
		if count < len(seen) {
			seen[count] = f
			count++
		}
		if names != "" {
			names += "、"
		}
		if f == 0 {
			names += "周末"
		} else {
			names += c.festivals[f]
		}
	}
	return names
}

func (k *count) rawEndText() string {
	end := Date{k.end}
	length := strconv.Itoa(k.term.Length)
	paused := len(k.spans) > 0 && k.within > 0
	switch {
	case k.term.Unit == Day:
		return "期间末日：第" + length + "日为 " + dayText(end)
	case k.term.Unit == WorkingDay:
		return "期间末日：第" + length + "个工作日为 " + dayText(end)
	case paused:
		return "期间末日：" + length + unitNames[k.term.Unit] + "合" + strconv.Itoa(int(k.days)) + "日，扣除停计日数后为 " + dayText(end) +
			"（" + art202 + "）"
	case end.Day() != k.start.Day():
		return "期间末日：" + length + unitNames[k.term.Unit] + "后没有对应日，月末日为 " + dayText(end) + "（" + art202 + "）"
	}
	return "期间末日：" + length + unitNames[k.term.Unit] + "后的对应日为 " + dayText(end) + "（" + art202 + "）"
}

func (k *count) explainRoll(d *Due) {
	switch {
	case !k.rolls():
		d.add(StepRoll, d.RawEnd, d.RawEnd, "不顺延：最低期间的末日遇休息日不顺延")
	case d.On == d.RawEnd:
		d.add(StepRoll, d.On, d.On, "不顺延：末日 "+d.On.String()+" 为"+k.c.nature(d.On))
	default:
		last := d.On.AddDays(-1)
		text := "顺延：" + rangeText(d.RawEnd, last) + " 为休息日"
		if pausedDays(k.spans, k.end, last.n) > 0 {
			text = "顺延：" + rangeText(d.RawEnd, last) + " 为休息日或者停计日"
		} else {
			text += "（" + k.c.restNames(k.end, last.n) + "）"
		}
		d.add(StepRoll, d.RawEnd, last, text+"，以次一工作日 "+dayText(d.On)+"为末日（"+art203+"第一款）")
	}
}

// explainFloor adds the first day after a floor: full days run out at 24:00 of the last, others are reached on it.
func (k *count) explainFloor(d *Due) {
	if k.term.Kind != Floor {
		return
	}
	length := strconv.Itoa(k.term.Length) + unitNames[k.term.Unit]
	if k.term.Full {
		d.Earliest = d.On.AddDays(1)
		d.add(StepNote, d.Earliest, d.Earliest,
			"满"+length+"：期间于 "+d.On.String()+" 二十四时届满，最早于 "+d.Earliest.String()+" 办理（"+art203+"第二款）")
		return
	}
	d.Earliest = d.On
	d.add(StepNote, d.Earliest, d.Earliest, "不少于"+length+"：最早于 "+d.Earliest.String()+" 办理（理解：末日当日即为已足）")
}

func (k *count) explainRunning(d *Due) {
	from := Date{k.held.from}
	d.Running = true
	d.add(StepRunning, from, Date{}, "停计中：自 "+from.String()+" 起不计入（"+k.held.grounds+"），恢复后方能确定末日")
	d.Provisional = k.provisional(from)
}

func rangeText(from, to Date) string {
	if from == to {
		return from.String()
	}
	return from.String() + "至" + to.String()
}
