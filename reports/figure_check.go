package reports

import (
	"fmt"
	"math"
)

func (b Figure) check(path string) error {
	if err := checkText(path+"/caption", "", b.Caption); err != nil {
		return err
	}
	switch {
	case b.Radar != nil && b.Bars == nil && b.Timeline == nil:
		return b.Radar.check(path + "/radar")
	case b.Bars != nil && b.Radar == nil && b.Timeline == nil:
		return b.Bars.check(path + "/bars")
	case b.Timeline != nil && b.Radar == nil && b.Bars == nil:
		return b.Timeline.check(path + "/timeline")
	}
	return badBlock(path, "图应当恰有一种数据：雷达图、条形图或者时间轴")
}

func (r Radar) check(path string) error {
	if n := len(r.Axes); n < leastAxes || n > mostAxes {
		return badBlock(path+"/axes", fmt.Sprintf("雷达图有 %d 个轴（应为 %d 至 %d 个）", n, leastAxes, mostAxes))
	}
	if err := checkText(path+"/value_note", "", r.ValueNote); err != nil {
		return err
	}
	if err := checkText(path+"/mark_note", "", r.MarkNote); err != nil {
		return err
	}
	for i, a := range r.Axes {
		at := fmt.Sprintf("%s/axes/%d", path, i)
		if err := checkText(at+"/label", "", a.Label); err != nil {
			return err
		}
		if err := checkScale(at, a.Max, &a.Value, a.Mark); err != nil {
			return err
		}
	}
	return nil
}

func (r Bars) check(path string) error {
	if n := len(r.Series); n < 1 || n > mostSeries {
		return badBlock(path+"/series", fmt.Sprintf("条形图有 %d 组数据（应为 1 至 %d 组）", n, mostSeries))
	}
	for i, name := range r.Series {
		if err := checkText(fmt.Sprintf("%s/series/%d", path, i), "", name); err != nil {
			return err
		}
	}
	if err := checkText(path+"/joint_note", "", r.JointNote); err != nil {
		return err
	}
	if len(r.Items) == 0 {
		return badBlock(path+"/items", "条形图没有项目")
	}
	for i, it := range r.Items {
		at := fmt.Sprintf("%s/items/%d", path, i)
		if err := checkText(at+"/label", "", it.Label); err != nil {
			return err
		}
		if len(it.Values) != len(r.Series) {
			return badBlock(at+"/values", fmt.Sprintf("项目有 %d 个数值，应为 %d 个", len(it.Values), len(r.Series)))
		}
		if err := checkScale(at, it.Max, append(it.Values[:len(it.Values):len(it.Values)], it.Joint)...); err != nil {
			return err
		}
	}
	return nil
}

// checkScale refuses a maximum that is none and values that cannot be drawn.
func checkScale(path string, most float64, values ...*float64) error {
	if !(most > 0) || math.IsInf(most, 0) {
		return badBlock(path+"/max", fmt.Sprintf("满分 %g 无效", most))
	}
	for _, v := range values {
		if v != nil && !(*v >= -most && *v <= most) {
			return badBlock(path, fmt.Sprintf("数值 %g 超出满分 %g", *v, most))
		}
	}
	return nil
}

func (t Timeline) check(path string) error {
	if t.From.IsZero() || t.To.IsZero() || !t.From.Before(t.To) {
		return badBlock(path, "时间轴的起止日期无效")
	}
	if len(t.Clocks) > mostClocks || len(t.Events) > mostEvents {
		return badBlock(path, fmt.Sprintf("时间轴有 %d 个期限、%d 个事件（至多 %d 个、%d 个）", len(t.Clocks), len(t.Events), mostClocks, mostEvents))
	}
	for i, c := range t.Clocks {
		if err := checkText(fmt.Sprintf("%s/clocks/%d/label", path, i), "", c.Label); err != nil {
			return err
		}
		if c.Start.IsZero() {
			return badBlock(fmt.Sprintf("%s/clocks/%d/start", path, i), "期限没有起算日期")
		}
	}
	for i, e := range t.Events {
		if err := checkText(fmt.Sprintf("%s/events/%d/label", path, i), "", e.Label); err != nil {
			return err
		}
		if e.On.IsZero() {
			return badBlock(fmt.Sprintf("%s/events/%d/on", path, i), "事件没有日期")
		}
	}
	return nil
}
