package agreement

// Codes of refusals, for machines. They never change their meaning.
const (
	CodeTooFewSubjects    = "too_few_subjects"    // fewer subjects than the minimum
	CodeTooFewForQuantile = "too_few_quantile"    // too few observations for an interval at this quantile
	CodeInvalidTerms      = "invalid_terms"       // minimum or level make no sense
	CodeInvalidInput      = "invalid_input"       // a value is not a number, a count is impossible, a scale is unknown
	CodeOneRater          = "one_rater"           // nothing to compare
	CodeTwoRatersOnly     = "two_raters_only"     // the statistic is for two raters, and there are more
	CodeUnknownRater      = "unknown_rater"       // the rater has given no marks
	CodeOneCategory       = "one_category"        // the scale has, or the marks use, one category only
	CodeNoVariation       = "no_variation"        // nothing varies, so that chance agreement is certain
	CodeConstantRater     = "constant_rater"      // a rater gives everybody the same mark
	CodeNoSpread          = "no_spread"           // all subjects show the same, so that there is no error to estimate
	CodeNoError           = "no_error_variance"   // raters never differ, so that the model has no error
	CodeNoInterval        = "no_interval"         // the approximation of the interval does not hold for these marks
	CodeWeightsMismatch   = "weights_mismatch"    // own weights for another number of categories
	CodeTooManyCategories = "too_many_categories" // marks too fine for a coefficient over categories
	CodeNegativeRatio     = "negative_ratio_data" // ratio scale with values under zero
	CodeNotComputable     = "not_computable"      // the arithmetic left the range of numbers
)

//nolint:gochecknoglobals // fixed texts
var (
	invalidTerms = Note{
		CodeInvalidTerms,
		"计算条件无效：最少对象数应当不小于2，置信水平应当大于0且小于1。",
		"invalid terms: the minimum of subjects is at least 2, the level lies between 0 and 1",
	}
	invalidInput = Note{
		CodeInvalidInput,
		"输入数据无效：含有非数值、不可能的计数或者未知的量表，不予计算。",
		"invalid input: a value is not a number, a count is impossible or a scale is unknown",
	}
	oneRater = Note{
		CodeOneRater,
		"只有一名评估员的评分，无从比较，不予计算。",
		"the marks of one rater only: there is nothing to compare",
	}
	twoRatersOnly = Note{
		CodeTwoRatersOnly,
		"κ系数只适用于两名固定的评估员；评估员多于两名或者轮换配对的，应当使用α系数或者AC系数。",
		"kappa is for two fixed raters; with more, or with changing pairs, use alpha or AC",
	}
	unknownRater = Note{
		CodeUnknownRater,
		"没有该评估员的评分，不予计算。",
		"this rater has given no marks",
	}
	oneCategory = Note{
		CodeOneCategory,
		"全部评分只使用了一个等级，又没有给出量表的其他等级，一致性无定义，不予计算。",
		"all marks are in one category and no other was declared: agreement beyond chance is not defined",
	}
	noVariation = Note{
		CodeNoVariation,
		"全部评分相同，没有变异，该系数无定义，不予计算；可以参看一致率。",
		"the marks do not vary, so that the coefficient is not defined; see percent agreement",
	}
	noInterval = Note{
		CodeNoInterval,
		"该系数远低于零，区间的近似公式不适用，不予计算；可以参看一致率。",
		"the value lies so far below zero that the approximate interval does not hold; see percent agreement",
	}
	constantRater = Note{
		CodeConstantRater,
		"有评估员对全部对象给出同一评价，κ系数必然为0，不能说明一致程度，不予计算；可以参看一致率或者AC系数。",
		"a rater gave every subject the same mark: kappa is 0 whatever the other did; see percent agreement or AC",
	}
	noSpread = Note{
		CodeNoSpread,
		"各对象的情况完全相同，无法估计误差，不能给出置信区间，不予计算。",
		"all subjects show the same, so that no error can be estimated and no interval given",
	}
	noError = Note{
		CodeNoError,
		"各评估员的评分之间没有误差，组内相关系数不能给出置信区间，不予计算；可以参看一致率。",
		"raters do not differ beyond a constant: there is no error for an interval; see percent agreement",
	}
	weightsMismatch = Note{
		CodeWeightsMismatch,
		"自定义权重的行列数与等级数不一致，不予计算。",
		"the table of weights is for another number of categories",
	}
	tooManyCategories = Note{
		CodeTooManyCategories,
		"不同分值过多，不能按等级计算一致性，不予计算；总分应当使用组内相关系数。",
		"too many different values for a coefficient over categories; use the intraclass correlation for scores",
	}
	negativeRatio = Note{
		CodeNegativeRatio,
		"比率量表不能有负值，不予计算；可以改用区间量表。",
		"a ratio scale has no negative values; use the interval scale",
	}
	notComputable = Note{
		CodeNotComputable,
		"数值超出可计算的范围，不予计算。",
		"the values are beyond what can be computed",
	}
)
