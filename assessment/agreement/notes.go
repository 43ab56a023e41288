package agreement

// What is measured. The code is stable; the Chinese is the name printed beside the figure.
//
//nolint:gochecknoglobals // fixed texts
var (
	percentAgreement  = Note{"percent_agreement", "一致率", "percent agreement"}
	weightedAgreement = Note{"weighted_agreement", "加权一致率", "weighted percent agreement"}
	cohenKappa        = Note{"cohen_kappa", "科恩κ系数", "Cohen's kappa"}
	weightedKappa     = Note{"weighted_kappa", "加权κ系数", "Cohen's weighted kappa"}
	alphaNominal      = Note{"krippendorff_alpha_nominal", "克里彭多夫α系数（名义量表）", "Krippendorff's alpha, nominal"}
	alphaOrdinal      = Note{"krippendorff_alpha_ordinal", "克里彭多夫α系数（顺序量表）", "Krippendorff's alpha, ordinal"}
	alphaInterval     = Note{"krippendorff_alpha_interval", "克里彭多夫α系数（区间量表）", "Krippendorff's alpha, interval"}
	alphaRatio        = Note{"krippendorff_alpha_ratio", "克里彭多夫α系数（比率量表）", "Krippendorff's alpha, ratio"}
	gwetAC1           = Note{"gwet_ac1", "格威特AC1系数", "Gwet's AC1"}
	gwetAC2           = Note{"gwet_ac2", "格威特AC2系数", "Gwet's AC2"}
	iccOneWay         = Note{"icc_1_1", "组内相关系数ICC(1,1)", "intraclass correlation ICC(1,1)"}
	iccAgreement      = Note{"icc_2_1", "组内相关系数ICC(2,1)", "intraclass correlation ICC(2,1)"}
	iccConsistency    = Note{"icc_3_1", "组内相关系数ICC(3,1)", "intraclass correlation ICC(3,1)"}
	lenience          = Note{"leniency", "宽严偏差", "leniency against colleagues on the same subjects"}
	meanDifference    = Note{"mean_difference", "均值差", "difference of means"}
	meanOf            = Note{"mean", "均值", "mean"}
	medianOf          = Note{"median", "中位数", "median"}
	quantileOf        = Note{"quantile", "分位数", "quantile"}
	shareOf           = Note{"share", "比例", "share"}
)

// Where an interval comes from, with the reference.
//
//nolint:gochecknoglobals // fixed texts
var (
	byLargeSample = Note{
		"large_sample_normal",
		"大样本标准误与正态分布（Fleiss、Cohen、Everitt，1969年）",
		"large-sample standard error, normal distribution (Fleiss, Cohen & Everitt 1969)",
	}
	byLinearisation = Note{
		"linearisation_t",
		"线性化方差与t分布（Gwet，2008年、2014年）",
		"linearisation variance, Student's t (Gwet 2008, 2014)",
	}
	byJackknife = Note{
		"jackknife_t",
		"逐一剔除对象的刀切法与t分布",
		"jackknife over subjects, Student's t",
	}
	byWilson = Note{
		"wilson",
		"威尔逊得分区间（Wilson，1927年）",
		"Wilson's score interval (Wilson 1927)",
	}
	byUnanimity = Note{
		"wilson_unanimous",
		"全部一致，样本方差为零；下限由一致比例的威尔逊得分区间经机遇校正得出",
		"unanimous, so that the variance is zero; the lower end is Wilson's for n agreements in n, corrected for chance",
	}
	byF = Note{
		"anova_f",
		"方差分析与F分布（Shrout、Fleiss，1979年）",
		"analysis of variance, F distribution (Shrout & Fleiss 1979)",
	}
	byPairedT = Note{"paired_t", "配对差值与t分布", "paired differences, Student's t"}
	byOneT    = Note{"one_sample_t", "单样本t分布", "one sample, Student's t"}
	byWelch   = Note{"welch_t", "韦尔奇t分布（Welch，1947年）", "Welch's t (Welch 1947)"}
	byRanks   = Note{
		"order_statistics",
		"次序统计量与二项分布，不作分布假设",
		"order statistics, binomial distribution; free of assumptions on the distribution",
	}
)
