// Package board computes what can be said of the work of assessment agencies over a period (评估机构看板): how long they
// take, how often they are late or have a report returned, how mild they are, and how far their evaluators agree.
//
// No figure comes without its number of cases and an interval, and none on fewer cases than the minimum: the refusal
// says so. Agencies stand in the order of their names; nothing here ranks them, has a sum of merits, or names a case, a
// family or a child. Durations are of cohorts: cases are chosen by the day on which the stretch began, and those that
// are still open are counted beside the figure, because they are the long ones.
//
// The package is pure: it is given facts of cases and must not read, store or decide anything.
package board
