// Package agreement holds the statistics between assessors (评估员之间的一致性): how far those who judged the same
// families came to the same marks, whether one of them is milder than the rest, and how long and how late things are.
//
// Every function answers with a Figure, which has an interval and names its method, or with a Refusal, which says in
// Chinese and English why there is no figure. NaN and infinity never leave the package, and no figure comes without
// an interval. Nothing here draws random numbers: intervals are analytic, by jackknife, or by order statistics, so
// that the same marks give the same answer for ever.
//
// Which coefficient for which question:
//
//   - PercentAgreement is what everybody understands; it does not correct for chance.
//   - Kappa is for two fixed assessors who both judged the same subjects.
//   - Alpha and GwetAC are for any number of assessors, also when each case has another pair, and for gaps.
//     Alpha is strict when nearly all marks are alike; GwetAC is not, which is why both are shown.
//   - ICC is for total scores.
//   - Leniency compares an assessor with colleagues on the same cases; Difference compares two sets of cases.
//   - Median, Quantile and Share describe durations and how often something happened.
//
// The formulas are those of the papers named at each function; the tests hold the values against published worked
// examples, named there. The package must not import anything of ours, know what a case is, or rank anybody: comparing
// agencies without their intervals and their mix of cases is the misuse it is built against.
package agreement
