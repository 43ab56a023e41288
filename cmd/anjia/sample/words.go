package sample

// words are what a report says on the work, its findings and its conclusion.
type words struct{ work, analysis, conclusion, opinion string }

// onCapacity words a report on the capacity, or on both parts where the integration is one of them.
func onCapacity(conclusion, opinion string) words {
	return words{
		work: "评估小组由两名评估员组成，采取面谈、查阅资料和实地走访的方式开展评估：入户走访并与申请人谈话，走访社区居民委员会和邻居，查阅身份、婚姻、健康、收入和住房证明。两名评估员分别独立评分。",
		analysis: "收养动机和抚育计划：申请人的收养动机和对照料、入学、就医、告知身世的安排，见谈话记录。\n" +
			"家庭和健康：婚姻家庭关系、共同生活的家庭成员的意见、身体和心理健康状况，见家访记录和体检证明。\n" +
			"经济和住房：收入、住房和孩子的居住安排，见收入证明和家访记录。\n社会关系：邻里关系和社区环境，见走访调查记录。各项评定和理由见评分情况。",
		conclusion: conclusion, opinion: opinion,
	}
}

// onIntegration words a report on the integration alone.
func onIntegration(conclusion, opinion string) words {
	return words{
		work: "融合期内，评估员两次入户走访，与申请人谈话，观察孩子与家庭成员的相处，并单独接触孩子；查阅申请人的照料记录、预防接种和体检记录，向儿童福利机构了解交接后的联系情况。",
		analysis: "适应情况：孩子的饮食、睡眠和情绪由初期的波动转为稳定。\n亲子关系：孩子能够向申请人寻求安慰和帮助，互动自然。\n" +
			"照料和安全：申请人照料及时，居室安全措施完好，能够按照孩子的健康状况安排复查和训练。\n困难和应对：申请人对孩子的哭闹、挑食能够耐心应对，并主动求助。",
		conclusion: conclusion, opinion: opinion,
	}
}

// settlingIn tells what the two visits of an integration found.
func settlingIn() []string {
	return []string{
		"孩子入住后第一周夜间偶有哭闹，现作息基本规律，进餐、午睡正常；申请人每日记录饮食和情绪，已带孩子到社区卫生服务中心建档。孩子能用家中称呼，遇陌生人时会主动靠近申请人。",
		"孩子情绪稳定，主动邀请申请人一同游戏；申请人能够看懂孩子的需要，对挑食、怕黑等情况处理得当。居室安全措施完好，预防接种已按期补种。单独接触孩子时，未见受惊吓或者受伤的迹象。",
	}
}
