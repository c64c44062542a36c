// Written by scripts/record from Sources/Records/Codes/csv. Do not edit.

extension GeneratedTable {
    static let admission_method = GeneratedTable(
        name: "admission_method",
        sourceHash: "162991f92b043150e43b51ba98419041c7b9146cc075423d9ecd909d01a9e416",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note	stage
11	就近入学	enrolment by proximity	就近	1	verified		compulsory
12	义务教育阶段其他	other (compulsory stage)	其他|其它|12-其他	1	verified	printed as 12-其他 on paper, 义务教育阶段其他 in the Excel drop-down	compulsory
21	统一招生考试/普通入学	unified examination / ordinary admission	统一招生考试|普通入学|统一招生考试/普通入|统招	1	verified		senior
22	体育特招	sports talent admission	体育特长	1	verified		senior
23	艺术特招	arts talent admission	文艺特招|艺术特长	1	verified		senior
99	高中阶段其他	other (senior stage)	其他|其它|99-其他	1	verified	printed as 99-其他 on paper, 高中阶段其他 in the Excel drop-down	senior
"""#)

    static let bilingual_mode = GeneratedTable(
        name: "bilingual_mode",
        sourceHash: "899f4051bf1937953951c51de3aabdd2be3b5b133dce27696dcb50ae5ce0e57a",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
1	一类模式	mode 1		1	standard	
2	二类模式	mode 2		1	standard	
3	三类模式	mode 3		1	standard	
"""#)

    static let blood_type = GeneratedTable(
        name: "blood_type",
        sourceHash: "5e417048c8b65ddbbdf06fb5592824f60b1bbb0e86a5ca0248c6677b4b665e56",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
0	未知血型	unknown	未知	1	standard	optional column in the 70-column template
1	A血型	A	A型|A	1	standard	
2	B血型	B	B型|B	1	standard	
3	AB血型	AB	AB型|AB	1	standard	
4	O血型	O	O型|O|0型	1	standard	
5	RH阳性血型	RH+	RH+	1	standard	
6	RH阴性血型	RH-	RH-	1	standard	
7	HLA血型	HLA		1	standard	
8	未定血型	undetermined	未定	1	standard	
9	其他血型	other	其他|其它	1	standard	
"""#)

    static let class_type = GeneratedTable(
        name: "class_type",
        sourceHash: "a821bc86e4a27e606a8815737b8f85cce8e8ec22caa4a523dcae15eead48632d",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note	stage
10	普通小学班	ordinary primary class	小学普通班	1	verified		P
11	少数民族小学班	ethnic-minority primary class	民族小学班	1	verified		P
12	小学复式班	primary multi-grade class	复式班	1	verified		P
13	小学教学点班	teaching-point class	教学点班	1	verified		P
14	小学特长班(文体艺智等班)	primary talent class	小学特长班（文体艺智等班）|小学特长班	1	verified		P
15	小学视力残疾班	primary class, visual impairment		1	verified		P
16	小学听力残疾班	primary class, hearing impairment		1	verified		P
17	小学智力残疾班	primary class, intellectual disability		1	verified		P
20	普通初中班	ordinary junior class	初中普通班	1	verified		J
21	少数民族初中班	ethnic-minority junior class	民族初中班	1	verified		J
22	初中复式班	junior multi-grade class		1	verified		J
23	初中教学点班	junior teaching-point class		1	verified		J
24	初中特长班(文体艺智等班)	junior talent class	初中特长班（文体艺智等班）|初中特长班	1	verified		J
25	初中视力残疾班	junior class, visual impairment		1	verified		J
26	初中听力残疾班	junior class, hearing impairment		1	verified		J
27	初中智力残疾班	junior class, intellectual disability	智力残疾班	1	verified		J
40	普通高中班	ordinary senior class	高中普通班	1	verified		S
41	少数民族高中班	ethnic-minority senior class	民族高中班	1	verified		S
42	高中特长班(文体艺智等班)	senior talent class	高中特长班（文体艺智等班）|高中特长班	1	verified		S
"""#)

    static let commute_mode = GeneratedTable(
        name: "commute_mode",
        sourceHash: "a6c93cc2d1e7786ded1d0b20b85b4ce3536ea615a36ee5e0a1d4626851d837c6",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
1	步行	on foot	走路	1	verified	label verified, code inferred
2	自行车(含摩托车、电动自行车)	bicycle (incl. motorcycle, e-bike)	自行车|摩托车|电动自行车|自行车（含摩托车、电动自行车）	1	verified	label verified, code inferred
3	公共交通(含城市公交、农村客运、地铁)	public transport	公共交通|公交|公共交通（含城市公交、农村客运、地铁）|公共交通（含城市公交、农村客运和地铁）|公共交通（含城市公交、农村客运，地铁）	1	verified	label verified, code inferred
4	家长自行接送	taken by family	接送|家长接送	1	verified	label verified, code inferred
5	校车	school bus		1	verified	label verified, code inferred
9	其他	other	其它	1	verified	label verified, code inferred
"""#)

    static let disability_type = GeneratedTable(
        name: "disability_type",
        sourceHash: "f43d41d6461a3f02d6a6c3d27a11a9dce552811588ef020be9381730df9d5878",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note	jyt1001_code	placement_codes
0	无残疾	none	无|否	1	verified			0
1	视力残疾	visual		1	verified		1	0|1
2	听力残疾	hearing		1	verified		2	0|2
3	言语残疾	speech	语言残疾	1	verified		9	0|9
4	肢体残疾	physical		1	verified		9	0|9
5	智力残疾	intellectual		1	verified		3	0|3
6	精神残疾	psychiatric		1	verified		9	0|9
7	多重残疾	multiple		1	verified		9	0|9
8	其他残疾	other	其它残疾	1	verified		9	0|9
"""#)

    static let ethnic_group = GeneratedTable(
        name: "ethnic_group",
        sourceHash: "85b1419e0c167ba94f30ba2c6d8fb47d7dab4501c8e0437c8eabcaad7f732e64",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
01	汉族	Han	汉	1	standard	GB/T 3304-1991; letter code HA
02	蒙古族	Mongol	蒙古|蒙族	1	standard	GB/T 3304-1991; letter code MG
03	回族	Hui	回	1	standard	GB/T 3304-1991; letter code HU
04	藏族	Tibetan (Zang)	藏	1	standard	GB/T 3304-1991; letter code ZA
05	维吾尔族	Uygur	维吾尔|维族	1	standard	GB/T 3304-1991; letter code UG
06	苗族	Miao	苗	1	standard	GB/T 3304-1991; letter code MH
07	彝族	Yi	彝	1	standard	GB/T 3304-1991; letter code YI
08	壮族	Zhuang	壮	1	standard	GB/T 3304-1991; letter code ZH
09	布依族	Buyei	布依	1	standard	GB/T 3304-1991; letter code BY
10	朝鲜族	Korean (Chosŏn)	朝鲜|鲜族	1	standard	GB/T 3304-1991; letter code CS
11	满族	Manchu	满	1	standard	GB/T 3304-1991; letter code MA
12	侗族	Dong	侗	1	standard	GB/T 3304-1991; letter code DO
13	瑶族	Yao	瑶	1	standard	GB/T 3304-1991; letter code YA
14	白族	Bai	白	1	standard	GB/T 3304-1991; letter code BA
15	土家族	Tujia	土家	1	standard	GB/T 3304-1991; letter code TJ
16	哈尼族	Hani	哈尼	1	standard	GB/T 3304-1991; letter code HN
17	哈萨克族	Kazak	哈萨克|哈族	1	standard	GB/T 3304-1991; letter code KZ
18	傣族	Dai	傣	1	standard	GB/T 3304-1991; letter code DA
19	黎族	Li	黎	1	standard	GB/T 3304-1991; letter code LI
20	傈僳族	Lisu	傈僳	1	standard	GB/T 3304-1991; letter code LS
21	佤族	Va	佤	1	standard	GB/T 3304-1991; letter code VA
22	畲族	She	畲|畬族	1	standard	GB/T 3304-1991; letter code SH
23	高山族	Gaoshan	高山	1	standard	GB/T 3304-1991; letter code GS
24	拉祜族	Lahu	拉祜|拉古族	1	standard	GB/T 3304-1991; letter code LH
25	水族	Sui	水	1	standard	GB/T 3304-1991; letter code SU
26	东乡族	Dongxiang	东乡	1	standard	GB/T 3304-1991; letter code DX
27	纳西族	Naxi	纳西	1	standard	GB/T 3304-1991; letter code NX
28	景颇族	Jingpo	景颇	1	standard	GB/T 3304-1991; letter code JP
29	柯尔克孜族	Kirgiz	柯尔克孜|柯族	1	standard	GB/T 3304-1991; letter code KG
30	土族	Tu	土	1	standard	GB/T 3304-1991; letter code TU
31	达斡尔族	Daur	达斡尔	1	standard	GB/T 3304-1991; letter code DU
32	仫佬族	Mulao	仫佬|么佬族	1	standard	GB/T 3304-1991; letter code ML
33	羌族	Qiang	羌	1	standard	GB/T 3304-1991; letter code QI
34	布朗族	Blang	布朗	1	standard	GB/T 3304-1991; letter code BL
35	撒拉族	Salar	撒拉	1	standard	GB/T 3304-1991; letter code SL
36	毛南族	Maonan	毛南|毛难族	1	standard	GB/T 3304-1991; letter code MN
37	仡佬族	Gelao	仡佬	1	standard	GB/T 3304-1991; letter code GL
38	锡伯族	Xibe	锡伯	1	standard	GB/T 3304-1991; letter code XB
39	阿昌族	Achang	阿昌	1	standard	GB/T 3304-1991; letter code AC
40	普米族	Pumi	普米	1	standard	GB/T 3304-1991; letter code PM
41	塔吉克族	Tajik	塔吉克	1	standard	GB/T 3304-1991; letter code TA
42	怒族	Nu	怒	1	standard	GB/T 3304-1991; letter code NU
43	乌孜别克族	Uzbek	乌孜别克|乌兹别克族	1	standard	GB/T 3304-1991; letter code UZ
44	俄罗斯族	Russian	俄罗斯	1	standard	GB/T 3304-1991; letter code RS
45	鄂温克族	Ewenki	鄂温克	1	standard	GB/T 3304-1991; letter code EW
46	德昂族	De'ang	德昂|崩龙族	1	standard	GB/T 3304-1991; letter code DE
47	保安族	Bonan	保安	1	standard	GB/T 3304-1991; letter code BN
48	裕固族	Yugur	裕固	1	standard	GB/T 3304-1991; letter code YG
49	京族	Gin	京	1	standard	GB/T 3304-1991; letter code GI
50	塔塔尔族	Tatar	塔塔尔	1	standard	GB/T 3304-1991; letter code TT
51	独龙族	Derung	独龙	1	standard	GB/T 3304-1991; letter code DR
52	鄂伦春族	Oroqen	鄂伦春	1	standard	GB/T 3304-1991; letter code OR
53	赫哲族	Hezhen	赫哲	1	standard	GB/T 3304-1991; letter code HZ
54	门巴族	Monba	门巴	1	standard	GB/T 3304-1991; letter code MB
55	珞巴族	Lhoba	珞巴|哈巴族	1	standard	GB/T 3304-1991; letter code LB
56	基诺族	Jino	基诺	1	standard	GB/T 3304-1991; letter code JN
97	其他	other (unidentified group)	其它|未识别	1	verified	practice code outside GB/T 3304; seen in import templates
98	外国血统中国籍人士	naturalised Chinese citizen of foreign descent	外国血统|外国血统中国籍	1	verified	practice code outside GB/T 3304
81	穿青人	Chuanqing people	穿青人族	1	standard	education-sector practice code (Guizhou); rare
"""#)

    static let family_relation_form = GeneratedTable(
        name: "family_relation_form",
        sourceHash: "64b79fcbc2de8089e3644781cfaf7fead138abb975ae43d96dc588502a1f411c",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note	gbt4761_code
51	父亲	father	父|爸爸|父子|父女	1	verified	label verified, code from GB/T 4761	51
52	母亲	mother	母|妈妈|母子|母女	1	verified		52
60	祖父母或外祖父母	grandparent	爷爷|奶奶|外公|外婆|祖父|祖母|外祖父|外祖母|祖父母	1	verified		60
70	兄弟姐妹	sibling	兄|弟|姐|妹|哥哥|姐姐|弟弟|妹妹	1	verified		70
97	其他	other	其它|其他亲属|亲属|伯父|叔叔|姑姑|舅舅|姨妈|继父|继母|养父|养母|监护人	1	verified	关系说明 is mandatory when used; code inferred (97 其他亲属; 99 非亲属)	97
"""#)

    static let family_relation_gbt4761 = GeneratedTable(
        name: "family_relation_gbt4761",
        sourceHash: "4bf6da0052fd5f48a1f12c87d513622c4f388454a3cce44b83dc8ec0b318f21d",
        text: #"""
code	name_zh	name_en	form_code
01	本人	self	97
02	户主	head of household	97
10	配偶	spouse	97
11	夫	husband	97
12	妻	wife	97
20	子	son	97
21	独生子	only son	97
22	长子	eldest son	97
23	次子	second son	97
24	三子	third son	97
25	四子	fourth son	97
26	五子	fifth son	97
27	养子或继子	adopted or step son	97
28	女婿	son-in-law	97
29	其他儿子	other son	97
30	女	daughter	97
31	独生女	only daughter	97
32	长女	eldest daughter	97
33	次女	second daughter	97
34	三女	third daughter	97
35	四女	fourth daughter	97
36	五女	fifth daughter	97
37	养女或继女	adopted or step daughter	97
38	儿媳	daughter-in-law	97
39	其他女儿	other daughter	97
40	孙子、孙女或外孙子、外孙女	grandchild	97
41	孙子	grandson	97
42	孙女	granddaughter	97
43	外孙子	maternal grandson	97
44	外孙女	maternal granddaughter	97
45	孙媳妇或外孙媳妇	grandson's wife	97
46	孙女婿或外孙女婿	granddaughter's husband	97
47	曾孙子或外曾孙子	great-grandson	97
48	曾孙女或外曾孙女	great-granddaughter	97
49	其他孙子、孙女或外孙子、外孙女	other grandchild	97
50	父母	parent	97
51	父亲	father	51
52	母亲	mother	52
53	公公	husband's father	97
54	婆婆	husband's mother	97
55	岳父	wife's father	97
56	岳母	wife's mother	97
57	继父或养父	step or adoptive father	97
58	继母或养母	step or adoptive mother	97
59	其他父母关系	other parent relation	97
60	祖父母或外祖父母	grandparent	60
61	祖父	paternal grandfather	60
62	祖母	paternal grandmother	60
63	外祖父	maternal grandfather	60
64	外祖母	maternal grandmother	60
65	配偶的祖父母或外祖父母	spouse's grandparent	60
66	曾祖父	great-grandfather	60
67	曾祖母	great-grandmother	60
68	配偶的曾祖父母或外曾祖父母	spouse's great-grandparent	60
69	其他祖父母或外祖父母关系	other grandparent relation	60
70	兄、弟、姐、妹	sibling	70
71	兄	elder brother	70
72	嫂	elder brother's wife	70
73	弟	younger brother	70
74	弟媳	younger brother's wife	70
75	姐姐	elder sister	70
76	姐夫	elder sister's husband	70
77	妹妹	younger sister	70
78	妹夫	younger sister's husband	70
79	其他兄弟姐妹	other sibling	70
80	其他	other	97
81	伯父	father's elder brother	97
82	伯母	father's elder brother's wife	97
83	叔父	father's younger brother	97
84	婶母	father's younger brother's wife	97
85	舅父	mother's brother	97
86	舅母	mother's brother's wife	97
87	姨父	mother's sister's husband	97
88	姨母	mother's sister	97
89	姑父	father's sister's husband	97
90	姑母	father's sister	97
91	堂兄弟、堂姐妹	paternal cousin	97
92	表兄弟、表姐妹	maternal cousin	97
93	侄子	brother's son	97
94	侄女	brother's daughter	97
95	外甥	sister's son	97
96	外甥女	sister's daughter	97
97	其他亲属	other relative	97
99	非亲属	not related	97
"""#)

    static let grade = GeneratedTable(
        name: "grade",
        sourceHash: "2687e1d13228cba5e819968622c2d35c384656646a5a55bde69b6bcfbfcfd6a5",
        text: #"""
code	name_zh	name_en	stage	k	ordinal_63	expected_entry_month	aliases
P1	小学一年级	primary grade 1	P	1	1	201309	小一|一年级|1年级|小学1年级|小学2013级
P2	小学二年级	primary grade 2	P	2	2	201209	小二|二年级|2年级|小学2年级|小学2012级
P3	小学三年级	primary grade 3	P	3	3	201109	小三|三年级|3年级|小学3年级|小学2011级
P4	小学四年级	primary grade 4	P	4	4	201009	小四|四年级|4年级|小学4年级|小学2010级
P5	小学五年级	primary grade 5	P	5	5	200909	小五|五年级|5年级|小学5年级|小学2009级
P6	小学六年级	primary grade 6	P	6	6	200809	小六|六年级|6年级|小学6年级|小学2008级
J1	初中一年级	junior grade 1	J	1	7	201309	初一|初中1年级|初中2013级|七年级|7年级
J2	初中二年级	junior grade 2	J	2	8	201209	初二|初中2年级|初中2012级|八年级|8年级
J3	初中三年级	junior grade 3	J	3	9	201109	初三|初中3年级|初中2011级|九年级|9年级
J4	初中四年级	junior grade 4	J	4	10	201009	初四|初中4年级|初中2010级
S1	高中一年级	senior grade 1	S	1	10	201309	高一|高中1年级|高1|高中2013级|高一年级
S2	高中二年级	senior grade 2	S	2	11	201209	高二|高中2年级|高2|高中2012级|高二年级
S3	高中三年级	senior grade 3	S	3	12	201109	高三|高中3年级|高3|高中2011级|高三年级
"""#)

    static let health_status = GeneratedTable(
        name: "health_status",
        sourceHash: "2a9eefe3c432d14a36de9d26759f9d9a3f398d95a83290242009e03ff40c9ef4",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note	gbt2261_3
10	健康或良好	healthy or good	健康|良好	1	verified		1
20	一般或较弱	average or weak	一般|较弱	1	verified		2
30	有慢性病	chronic illness	慢性病	1	verified		3
40	有生理缺陷	physical defect	生理缺陷	1	verified	no one-digit class in the 2003 text	
50	残疾	disabled		1	verified	the 1-digit code in GB/T 2261.3 is 6, not 5	6
"""#)

    static let household_type = GeneratedTable(
        name: "household_type",
        sourceHash: "6a29390d9bc8f921b130e7d4c5fc04291d3fd266ce91cc038ae952346fc28368",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note	ga324_1_code
1	农业户口	agricultural household	农业|农村户口|农业家庭户口|农村	1	verified	collection code; OPPOSITE of GA 324.1 code 1	2
2	非农业户口	non-agricultural household	非农业|城镇户口|非农|非农业家庭户口|城镇	1	verified	collection code; OPPOSITE of GA 324.1 code 2	1
0	未落常住户口	no registered household	无户口	0	standard	GA 324.1 only; not an option on the form	0
"""#)

    static let id_document_type = GeneratedTable(
        name: "id_document_type",
        sourceHash: "a883f8f2ed3c0cd9228dd83239fa2fa2651f49660c7edb49d67de020a4baaafa",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
1	居民身份证	resident identity card	身份证|二代身份证|1-居民身份证	1	verified	
6	香港特区护照/身份证明	Hong Kong SAR passport / identity document	香港特区护照|香港身份证|香港特区护照、身份证明|6-香港特区护照/身份证明	1	verified	
7	澳门特区护照/身份证明	Macao SAR passport / identity document	澳门特区护照|澳门身份证|澳门特区护照、身份证明|7-澳门特区护照/身份证明	1	verified	
8	台湾居民来往大陆通行证	mainland travel permit for Taiwan residents	台胞证|8-台湾居民来往大陆通行证	1	verified	
9	境外永久居住证	permanent residence document of a foreign jurisdiction / for foreigners	外国人永久居留证|9-境外永久居住证	1	verified	
A	护照	passport	外国护照|A-护照|a	1	verified	
Z	其他	other (no document number)	其它|无|无户籍|Z-其他|z	1	verified	number may be blank; proof of enrolment required for Chinese citizens
B	户口簿	household register booklet	户口薄|户口本	0	standard	in JY/T 1001; some provinces used it (one used code 2); Jiangxi list does not -> map to 1 when the number is a valid resident ID, else Z
2	军官证	military officer card		0	standard	JY/T 1001 only; not for pupils (guardians may have it)
3	士兵证	soldier card		0	standard	JY/T 1001 only
4	文职干部证	civilian cadre card		0	standard	JY/T 1001 only
5	部队离退休证	retired military card		0	standard	JY/T 1001 only
"""#)

    static let left_behind = GeneratedTable(
        name: "left_behind",
        sourceHash: "81ef2c766144bccc9c809d3a434ddad5cff68251470784e8dccb026a2330c20c",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
0	非留守儿童	not left behind	否|非留守	1	verified	
1	单亲留守儿童	one parent away	单亲留守	1	verified	one parent working away; not the same as a single-parent family
2	双亲留守儿童	both parents away	双亲留守	1	verified	
"""#)

    static let nationality = GeneratedTable(
        name: "nationality",
        sourceHash: "04e6304b89fe83bfe1cf97cd4cc96c2813810f0efca99859653bc711141baa5b",
        text: #"""
code	alpha2	numeric	name_zh	name_en	aliases	accepted	note
ABW	AW	533	阿鲁巴	Aruba		1	GB/T 2659 / ISO 3166-1
AFG	AF	004	阿富汗	Afghanistan		1	GB/T 2659 / ISO 3166-1
AGO	AO	024	安哥拉	Angola		1	GB/T 2659 / ISO 3166-1
AIA	AI	660	安圭拉	Anguilla		1	GB/T 2659 / ISO 3166-1
ALA	AX	248	奥兰群岛	Åland Islands		1	GB/T 2659 / ISO 3166-1
ALB	AL	008	阿尔巴尼亚	Albania		1	GB/T 2659 / ISO 3166-1
AND	AD	020	安道尔	Andorra		1	GB/T 2659 / ISO 3166-1
ARE	AE	784	阿联酋	United Arab Emirates		1	GB/T 2659 / ISO 3166-1
ARG	AR	032	阿根廷	Argentina		1	GB/T 2659 / ISO 3166-1
ARM	AM	051	亚美尼亚	Armenia		1	GB/T 2659 / ISO 3166-1
ASM	AS	016	美属萨摩亚	American Samoa		1	GB/T 2659 / ISO 3166-1
ATA	AQ	010	南极洲	Antarctica		1	GB/T 2659 / ISO 3166-1
ATF	TF	260	法属南部领地	French Southern Territories	法属南半球领地	1	GB/T 2659 / ISO 3166-1
ATG	AG	028	安提瓜和巴布达	Antigua and Barbuda		1	GB/T 2659 / ISO 3166-1
AUS	AU	036	澳大利亚	Australia		1	GB/T 2659 / ISO 3166-1
AUT	AT	040	奥地利	Austria		1	GB/T 2659 / ISO 3166-1
AZE	AZ	031	阿塞拜疆	Azerbaijan		1	GB/T 2659 / ISO 3166-1
BDI	BI	108	布隆迪	Burundi		1	GB/T 2659 / ISO 3166-1
BEL	BE	056	比利时	Belgium		1	GB/T 2659 / ISO 3166-1
BEN	BJ	204	贝宁	Benin		1	GB/T 2659 / ISO 3166-1
BES	BQ	535	博奈尔、圣尤斯特歇斯岛和萨巴	Bonaire, Sint Eustatius and Saba		1	GB/T 2659 / ISO 3166-1
BFA	BF	854	布基纳法索	Burkina Faso		1	GB/T 2659 / ISO 3166-1
BGD	BD	050	孟加拉国	Bangladesh	孟加拉	1	GB/T 2659 / ISO 3166-1
BGR	BG	100	保加利亚	Bulgaria		1	GB/T 2659 / ISO 3166-1
BHR	BH	048	巴林	Bahrain		1	GB/T 2659 / ISO 3166-1
BHS	BS	044	巴哈马	Bahamas		1	GB/T 2659 / ISO 3166-1
BIH	BA	070	波黑	Bosnia and Herzegovina	波斯尼亚和黑塞哥维那	1	GB/T 2659 / ISO 3166-1
BLM	BL	652	圣巴泰勒米岛	Saint Barthélemy		1	GB/T 2659 / ISO 3166-1
BLR	BY	112	白俄罗斯	Belarus		1	GB/T 2659 / ISO 3166-1
BLZ	BZ	084	伯利兹	Belize		1	GB/T 2659 / ISO 3166-1
BMU	BM	060	百慕大	Bermuda		1	GB/T 2659 / ISO 3166-1
BOL	BO	068	玻利维亚	Bolivia, Plurinational State of	玻利维亚共和国	1	GB/T 2659 / ISO 3166-1
BRA	BR	076	巴西	Brazil		1	GB/T 2659 / ISO 3166-1
BRB	BB	052	巴巴多斯	Barbados		1	GB/T 2659 / ISO 3166-1
BRN	BN	096	文莱	Brunei Darussalam		1	GB/T 2659 / ISO 3166-1
BTN	BT	064	不丹	Bhutan		1	GB/T 2659 / ISO 3166-1
BVT	BV	074	布维岛	Bouvet Island	布维群岛	1	GB/T 2659 / ISO 3166-1
BWA	BW	072	博茨瓦纳	Botswana		1	GB/T 2659 / ISO 3166-1
CAF	CF	140	中非	Central African Republic	中非共和国	1	GB/T 2659 / ISO 3166-1
CAN	CA	124	加拿大	Canada		1	GB/T 2659 / ISO 3166-1
CCK	CC	166	科科斯（基林）群岛	Cocos (Keeling) Islands	科科斯 (基林) 群岛	1	GB/T 2659 / ISO 3166-1
CHE	CH	756	瑞士	Switzerland		1	GB/T 2659 / ISO 3166-1
CHL	CL	152	智利	Chile		1	GB/T 2659 / ISO 3166-1
CHN	CN	156	中国	China	CHN-中国|中华人民共和国|中国大陆	1	GB/T 2659 / ISO 3166-1
CIV	CI	384	科特迪瓦	Côte d'Ivoire		1	GB/T 2659 / ISO 3166-1
CMR	CM	120	喀麦隆	Cameroon		1	GB/T 2659 / ISO 3166-1
COD	CD	180	刚果（金）	Congo, The Democratic Republic of the	刚果民主共和国	1	GB/T 2659 / ISO 3166-1
COG	CG	178	刚果（布）	Congo	刚果	1	GB/T 2659 / ISO 3166-1
COK	CK	184	库克群岛	Cook Islands		1	GB/T 2659 / ISO 3166-1
COL	CO	170	哥伦比亚	Colombia		1	GB/T 2659 / ISO 3166-1
COM	KM	174	科摩罗	Comoros		1	GB/T 2659 / ISO 3166-1
CPV	CV	132	佛得角	Cabo Verde		1	GB/T 2659 / ISO 3166-1
CRI	CR	188	哥斯达黎加	Costa Rica		1	GB/T 2659 / ISO 3166-1
CUB	CU	192	古巴	Cuba		1	GB/T 2659 / ISO 3166-1
CUW	CW	531	库拉索	Curaçao		1	GB/T 2659 / ISO 3166-1
CXR	CX	162	圣诞岛	Christmas Island		1	GB/T 2659 / ISO 3166-1
CYM	KY	136	开曼群岛	Cayman Islands		1	GB/T 2659 / ISO 3166-1
CYP	CY	196	塞浦路斯	Cyprus		1	GB/T 2659 / ISO 3166-1
CZE	CZ	203	捷克	Czechia		1	GB/T 2659 / ISO 3166-1
DEU	DE	276	德国	Germany		1	GB/T 2659 / ISO 3166-1
DJI	DJ	262	吉布提	Djibouti		1	GB/T 2659 / ISO 3166-1
DMA	DM	212	多米尼克	Dominica		1	GB/T 2659 / ISO 3166-1
DNK	DK	208	丹麦	Denmark		1	GB/T 2659 / ISO 3166-1
DOM	DO	214	多米尼加	Dominican Republic	多米尼加共和国	1	GB/T 2659 / ISO 3166-1
DZA	DZ	012	阿尔及利亚	Algeria		1	GB/T 2659 / ISO 3166-1
ECU	EC	218	厄瓜多尔	Ecuador		1	GB/T 2659 / ISO 3166-1
EGY	EG	818	埃及	Egypt		1	GB/T 2659 / ISO 3166-1
ERI	ER	232	厄立特里亚	Eritrea		1	GB/T 2659 / ISO 3166-1
ESH	EH	732	西撒哈拉	Western Sahara		1	GB/T 2659 / ISO 3166-1
ESP	ES	724	西班牙	Spain		1	GB/T 2659 / ISO 3166-1
EST	EE	233	爱沙尼亚	Estonia		1	GB/T 2659 / ISO 3166-1
ETH	ET	231	埃塞俄比亚	Ethiopia		1	GB/T 2659 / ISO 3166-1
FIN	FI	246	芬兰	Finland		1	GB/T 2659 / ISO 3166-1
FJI	FJ	242	斐济	Fiji		1	GB/T 2659 / ISO 3166-1
FLK	FK	238	福克兰群岛（马尔维纳斯)	Falkland Islands (Malvinas)	福克兰群岛 (马尔维纳斯)	1	GB/T 2659 / ISO 3166-1
FRA	FR	250	法国	France		1	GB/T 2659 / ISO 3166-1
FRO	FO	234	法罗群岛	Faroe Islands		1	GB/T 2659 / ISO 3166-1
FSM	FM	583	密克罗尼西亚联邦	Micronesia, Federated States of	密克罗尼西亚	1	GB/T 2659 / ISO 3166-1
GAB	GA	266	加蓬	Gabon		1	GB/T 2659 / ISO 3166-1
GBR	GB	826	英国	United Kingdom		1	GB/T 2659 / ISO 3166-1
GEO	GE	268	格鲁吉亚	Georgia		1	GB/T 2659 / ISO 3166-1
GGY	GG	831	根西岛	Guernsey		1	GB/T 2659 / ISO 3166-1
GHA	GH	288	加纳	Ghana		1	GB/T 2659 / ISO 3166-1
GIB	GI	292	直布罗陀	Gibraltar		1	GB/T 2659 / ISO 3166-1
GIN	GN	324	几内亚	Guinea		1	GB/T 2659 / ISO 3166-1
GLP	GP	312	瓜德罗普	Guadeloupe		1	GB/T 2659 / ISO 3166-1
GMB	GM	270	冈比亚	Gambia		1	GB/T 2659 / ISO 3166-1
GNB	GW	624	几内亚比绍	Guinea-Bissau		1	GB/T 2659 / ISO 3166-1
GNQ	GQ	226	赤道几内亚	Equatorial Guinea		1	GB/T 2659 / ISO 3166-1
GRC	GR	300	希腊	Greece		1	GB/T 2659 / ISO 3166-1
GRD	GD	308	格林纳达	Grenada		1	GB/T 2659 / ISO 3166-1
GRL	GL	304	格陵兰	Greenland		1	GB/T 2659 / ISO 3166-1
GTM	GT	320	危地马拉	Guatemala	瓜地马拉	1	GB/T 2659 / ISO 3166-1
GUF	GF	254	法属圭亚那	French Guiana		1	GB/T 2659 / ISO 3166-1
GUM	GU	316	关岛	Guam		1	GB/T 2659 / ISO 3166-1
GUY	GY	328	圭亚那	Guyana		1	GB/T 2659 / ISO 3166-1
HKG	HK	344	香港	Hong Kong	中国香港|香港特别行政区	1	GB/T 2659 / ISO 3166-1
HMD	HM	334	赫德岛和麦克唐纳岛	Heard Island and McDonald Islands	赫德岛与麦克唐纳群岛	1	GB/T 2659 / ISO 3166-1
HND	HN	340	洪都拉斯	Honduras		1	GB/T 2659 / ISO 3166-1
HRV	HR	191	克罗地亚	Croatia		1	GB/T 2659 / ISO 3166-1
HTI	HT	332	海地	Haiti		1	GB/T 2659 / ISO 3166-1
HUN	HU	348	匈牙利	Hungary		1	GB/T 2659 / ISO 3166-1
IDN	ID	360	印度尼西亚	Indonesia		1	GB/T 2659 / ISO 3166-1
IMN	IM	833	曼岛	Isle of Man		1	GB/T 2659 / ISO 3166-1
IND	IN	356	印度	India		1	GB/T 2659 / ISO 3166-1
IOT	IO	086	英属印度洋领地	British Indian Ocean Territory		1	GB/T 2659 / ISO 3166-1
IRL	IE	372	爱尔兰	Ireland		1	GB/T 2659 / ISO 3166-1
IRN	IR	364	伊朗	Iran, Islamic Republic of	伊朗伊斯兰共和国	1	GB/T 2659 / ISO 3166-1
IRQ	IQ	368	伊拉克	Iraq		1	GB/T 2659 / ISO 3166-1
ISL	IS	352	冰岛	Iceland		1	GB/T 2659 / ISO 3166-1
ISR	IL	376	以色列	Israel		1	GB/T 2659 / ISO 3166-1
ITA	IT	380	意大利	Italy		1	GB/T 2659 / ISO 3166-1
JAM	JM	388	牙买加	Jamaica		1	GB/T 2659 / ISO 3166-1
JEY	JE	832	泽西岛	Jersey		1	GB/T 2659 / ISO 3166-1
JOR	JO	400	约旦	Jordan		1	GB/T 2659 / ISO 3166-1
JPN	JP	392	日本	Japan		1	GB/T 2659 / ISO 3166-1
KAZ	KZ	398	哈萨克斯坦	Kazakhstan		1	GB/T 2659 / ISO 3166-1
KEN	KE	404	肯尼亚	Kenya		1	GB/T 2659 / ISO 3166-1
KGZ	KG	417	吉尔吉斯斯坦	Kyrgyzstan	吉尔吉斯坦	1	GB/T 2659 / ISO 3166-1
KHM	KH	116	柬埔寨	Cambodia	柬埔塞	1	GB/T 2659 / ISO 3166-1
KIR	KI	296	基里巴斯	Kiribati		1	GB/T 2659 / ISO 3166-1
KNA	KN	659	圣基茨和尼维斯	Saint Kitts and Nevis		1	GB/T 2659 / ISO 3166-1
KOR	KR	410	韩国	Korea, Republic of	大韩民国	1	GB/T 2659 / ISO 3166-1
KWT	KW	414	科威特	Kuwait		1	GB/T 2659 / ISO 3166-1
LAO	LA	418	老挝	Lao People's Democratic Republic	老挝人民民主共和国	1	GB/T 2659 / ISO 3166-1
LBN	LB	422	黎巴嫩	Lebanon		1	GB/T 2659 / ISO 3166-1
LBR	LR	430	利比里亚	Liberia		1	GB/T 2659 / ISO 3166-1
LBY	LY	434	利比亚	Libya		1	GB/T 2659 / ISO 3166-1
LCA	LC	662	圣卢西亚	Saint Lucia		1	GB/T 2659 / ISO 3166-1
LIE	LI	438	列支敦士登	Liechtenstein		1	GB/T 2659 / ISO 3166-1
LKA	LK	144	斯里兰卡	Sri Lanka		1	GB/T 2659 / ISO 3166-1
LSO	LS	426	莱索托	Lesotho		1	GB/T 2659 / ISO 3166-1
LTU	LT	440	立陶宛	Lithuania		1	GB/T 2659 / ISO 3166-1
LUX	LU	442	卢森堡	Luxembourg		1	GB/T 2659 / ISO 3166-1
LVA	LV	428	拉脱维亚	Latvia		1	GB/T 2659 / ISO 3166-1
MAC	MO	446	澳门	Macao	中国澳门|澳门特别行政区	1	GB/T 2659 / ISO 3166-1
MAF	MF	663	法属圣马丁	Saint Martin (French part)		1	GB/T 2659 / ISO 3166-1
MAR	MA	504	摩洛哥	Morocco		1	GB/T 2659 / ISO 3166-1
MCO	MC	492	摩纳哥	Monaco		1	GB/T 2659 / ISO 3166-1
MDA	MD	498	摩尔多瓦	Moldova, Republic of	摩尔多瓦共和国	1	GB/T 2659 / ISO 3166-1
MDG	MG	450	马达加斯加	Madagascar		1	GB/T 2659 / ISO 3166-1
MDV	MV	462	马尔代夫	Maldives		1	GB/T 2659 / ISO 3166-1
MEX	MX	484	墨西哥	Mexico		1	GB/T 2659 / ISO 3166-1
MHL	MH	584	马绍尔群岛	Marshall Islands		1	GB/T 2659 / ISO 3166-1
MKD	MK	807	前南马其顿	North Macedonia	北马其顿|马其顿	1	GB/T 2659 / ISO 3166-1
MLI	ML	466	马里	Mali		1	GB/T 2659 / ISO 3166-1
MLT	MT	470	马耳他	Malta	马尔他	1	GB/T 2659 / ISO 3166-1
MMR	MM	104	缅甸	Myanmar		1	GB/T 2659 / ISO 3166-1
MNE	ME	499	黑山	Montenegro		1	GB/T 2659 / ISO 3166-1
MNG	MN	496	蒙古	Mongolia		1	GB/T 2659 / ISO 3166-1
MNP	MP	580	北马里亚纳	Northern Mariana Islands	北马里亚纳群岛	1	GB/T 2659 / ISO 3166-1
MOZ	MZ	508	莫桑比克	Mozambique		1	GB/T 2659 / ISO 3166-1
MRT	MR	478	毛里塔尼亚	Mauritania		1	GB/T 2659 / ISO 3166-1
MSR	MS	500	蒙特塞拉特	Montserrat		1	GB/T 2659 / ISO 3166-1
MTQ	MQ	474	马提尼克	Martinique		1	GB/T 2659 / ISO 3166-1
MUS	MU	480	毛里求斯	Mauritius		1	GB/T 2659 / ISO 3166-1
MWI	MW	454	马拉维	Malawi		1	GB/T 2659 / ISO 3166-1
MYS	MY	458	马来西亚	Malaysia		1	GB/T 2659 / ISO 3166-1
MYT	YT	175	马约特	Mayotte		1	GB/T 2659 / ISO 3166-1
NAM	NA	516	纳米比亚	Namibia		1	GB/T 2659 / ISO 3166-1
NCL	NC	540	新喀里多尼亚	New Caledonia		1	GB/T 2659 / ISO 3166-1
NER	NE	562	尼日尔	Niger		1	GB/T 2659 / ISO 3166-1
NFK	NF	574	诺福克岛	Norfolk Island		1	GB/T 2659 / ISO 3166-1
NGA	NG	566	尼日利亚	Nigeria		1	GB/T 2659 / ISO 3166-1
NIC	NI	558	尼加拉瓜	Nicaragua		1	GB/T 2659 / ISO 3166-1
NIU	NU	570	纽埃	Niue		1	GB/T 2659 / ISO 3166-1
NLD	NL	528	荷兰	Netherlands		1	GB/T 2659 / ISO 3166-1
NOR	NO	578	挪威	Norway		1	GB/T 2659 / ISO 3166-1
NPL	NP	524	尼泊尔	Nepal		1	GB/T 2659 / ISO 3166-1
NRU	NR	520	瑙鲁	Nauru		1	GB/T 2659 / ISO 3166-1
NZL	NZ	554	新西兰	New Zealand		1	GB/T 2659 / ISO 3166-1
OMN	OM	512	阿曼	Oman		1	GB/T 2659 / ISO 3166-1
PAK	PK	586	巴基斯坦	Pakistan		1	GB/T 2659 / ISO 3166-1
PAN	PA	591	巴拿马	Panama		1	GB/T 2659 / ISO 3166-1
PCN	PN	612	皮特凯恩	Pitcairn		1	GB/T 2659 / ISO 3166-1
PER	PE	604	秘鲁	Peru		1	GB/T 2659 / ISO 3166-1
PHL	PH	608	菲律宾	Philippines		1	GB/T 2659 / ISO 3166-1
PLW	PW	585	帕劳	Palau		1	GB/T 2659 / ISO 3166-1
PNG	PG	598	巴布亚新几内亚	Papua New Guinea		1	GB/T 2659 / ISO 3166-1
POL	PL	616	波兰	Poland		1	GB/T 2659 / ISO 3166-1
PRI	PR	630	波多黎各	Puerto Rico		1	GB/T 2659 / ISO 3166-1
PRK	KP	408	朝鲜	Korea, Democratic People's Republic of	朝鲜民主主义人民共和国	1	GB/T 2659 / ISO 3166-1
PRT	PT	620	葡萄牙	Portugal		1	GB/T 2659 / ISO 3166-1
PRY	PY	600	巴拉圭	Paraguay		1	GB/T 2659 / ISO 3166-1
PSE	PS	275	巴勒斯坦	Palestine, State of		1	GB/T 2659 / ISO 3166-1
PYF	PF	258	法属波利尼西亚	French Polynesia	法属玻利尼西亚	1	GB/T 2659 / ISO 3166-1
QAT	QA	634	卡塔尔	Qatar		1	GB/T 2659 / ISO 3166-1
REU	RE	638	留尼汪	Réunion		1	GB/T 2659 / ISO 3166-1
ROU	RO	642	罗马尼亚	Romania		1	GB/T 2659 / ISO 3166-1
RUS	RU	643	俄罗斯	Russian Federation	俄罗斯联邦	1	GB/T 2659 / ISO 3166-1
RWA	RW	646	卢旺达	Rwanda		1	GB/T 2659 / ISO 3166-1
SAU	SA	682	沙特阿拉伯	Saudi Arabia		1	GB/T 2659 / ISO 3166-1
SDN	SD	729	苏丹	Sudan		1	GB/T 2659 / ISO 3166-1
SEN	SN	686	塞内加尔	Senegal		1	GB/T 2659 / ISO 3166-1
SGP	SG	702	新加坡	Singapore		1	GB/T 2659 / ISO 3166-1
SGS	GS	239	南乔治亚岛和南桑德韦奇岛	South Georgia and the South Sandwich Islands	南乔治亚和南桑德韦奇群岛	1	GB/T 2659 / ISO 3166-1
SHN	SH	654	圣赫勒拿	Saint Helena, Ascension and Tristan da Cunha	圣赫勒拿-阿森松-特里斯坦-达库尼亚	1	GB/T 2659 / ISO 3166-1
SJM	SJ	744	斯瓦尔巴岛和扬马延岛	Svalbard and Jan Mayen	斯瓦尔巴和扬马延	1	GB/T 2659 / ISO 3166-1
SLB	SB	090	所罗门群岛	Solomon Islands		1	GB/T 2659 / ISO 3166-1
SLE	SL	694	塞拉利昂	Sierra Leone		1	GB/T 2659 / ISO 3166-1
SLV	SV	222	萨尔瓦多	El Salvador		1	GB/T 2659 / ISO 3166-1
SMR	SM	674	圣马力诺	San Marino		1	GB/T 2659 / ISO 3166-1
SOM	SO	706	索马里	Somalia		1	GB/T 2659 / ISO 3166-1
SPM	PM	666	圣皮埃尔和密克隆	Saint Pierre and Miquelon		1	GB/T 2659 / ISO 3166-1
SRB	RS	688	塞尔维亚	Serbia		1	GB/T 2659 / ISO 3166-1
SSD	SS	728	南苏丹	South Sudan		1	GB/T 2659 / ISO 3166-1
STP	ST	678	圣多美和普林西比	Sao Tome and Principe		1	GB/T 2659 / ISO 3166-1
SUR	SR	740	苏里南	Suriname		1	GB/T 2659 / ISO 3166-1
SVK	SK	703	斯洛伐克	Slovakia		1	GB/T 2659 / ISO 3166-1
SVN	SI	705	斯洛文尼亚	Slovenia		1	GB/T 2659 / ISO 3166-1
SWE	SE	752	瑞典	Sweden		1	GB/T 2659 / ISO 3166-1
SWZ	SZ	748	斯威士兰	Eswatini		1	GB/T 2659 / ISO 3166-1
SXM	SX	534	荷属圣马丁	Sint Maarten (Dutch part)		1	GB/T 2659 / ISO 3166-1
SYC	SC	690	塞舌尔	Seychelles		1	GB/T 2659 / ISO 3166-1
SYR	SY	760	叙利亚	Syrian Arab Republic	阿拉伯叙利亚共和国	1	GB/T 2659 / ISO 3166-1
TCA	TC	796	特克斯和凯科斯群岛	Turks and Caicos Islands		1	GB/T 2659 / ISO 3166-1
TCD	TD	148	乍得	Chad		1	GB/T 2659 / ISO 3166-1
TGO	TG	768	多哥	Togo		1	GB/T 2659 / ISO 3166-1
THA	TH	764	泰国	Thailand		1	GB/T 2659 / ISO 3166-1
TJK	TJ	762	塔吉克斯坦	Tajikistan		1	GB/T 2659 / ISO 3166-1
TKL	TK	772	托克劳	Tokelau		1	GB/T 2659 / ISO 3166-1
TKM	TM	795	土库曼斯坦	Turkmenistan		1	GB/T 2659 / ISO 3166-1
TLS	TL	626	东帝汶	Timor-Leste		1	GB/T 2659 / ISO 3166-1
TON	TO	776	汤加	Tonga		1	GB/T 2659 / ISO 3166-1
TTO	TT	780	特立尼达和多巴哥	Trinidad and Tobago	特里尼达和多巴哥	1	GB/T 2659 / ISO 3166-1
TUN	TN	788	突尼斯	Tunisia		1	GB/T 2659 / ISO 3166-1
TUR	TR	792	土耳其	Türkiye		1	GB/T 2659 / ISO 3166-1
TUV	TV	798	图瓦卢	Tuvalu		1	GB/T 2659 / ISO 3166-1
TWN	TW	158	台湾	Taiwan, Province of China	中国台湾|台湾省	1	GB/T 2659 / ISO 3166-1
TZA	TZ	834	坦桑尼亚	Tanzania, United Republic of		1	GB/T 2659 / ISO 3166-1
UGA	UG	800	乌干达	Uganda		1	GB/T 2659 / ISO 3166-1
UKR	UA	804	乌克兰	Ukraine		1	GB/T 2659 / ISO 3166-1
UMI	UM	581	美国本土外小岛屿	United States Minor Outlying Islands		1	GB/T 2659 / ISO 3166-1
URY	UY	858	乌拉圭	Uruguay		1	GB/T 2659 / ISO 3166-1
USA	US	840	美国	United States		1	GB/T 2659 / ISO 3166-1
UZB	UZ	860	乌兹别克斯坦	Uzbekistan		1	GB/T 2659 / ISO 3166-1
VAT	VA	336	梵蒂冈	Holy See (Vatican City State)		1	GB/T 2659 / ISO 3166-1
VCT	VC	670	圣文森特和格林纳丁斯	Saint Vincent and the Grenadines		1	GB/T 2659 / ISO 3166-1
VEN	VE	862	委内瑞拉	Venezuela, Bolivarian Republic of	委内瑞拉玻利瓦尔共和国	1	GB/T 2659 / ISO 3166-1
VGB	VG	092	英属维尔京群岛	Virgin Islands, British		1	GB/T 2659 / ISO 3166-1
VIR	VI	850	美属维尔京群岛	Virgin Islands, U.S.		1	GB/T 2659 / ISO 3166-1
VNM	VN	704	越南	Viet Nam		1	GB/T 2659 / ISO 3166-1
VUT	VU	548	瓦努阿图	Vanuatu		1	GB/T 2659 / ISO 3166-1
WLF	WF	876	瓦利斯和富图纳	Wallis and Futuna		1	GB/T 2659 / ISO 3166-1
WSM	WS	882	萨摩亚	Samoa		1	GB/T 2659 / ISO 3166-1
YEM	YE	887	也门	Yemen		1	GB/T 2659 / ISO 3166-1
ZAF	ZA	710	南非	South Africa		1	GB/T 2659 / ISO 3166-1
ZMB	ZM	894	赞比亚	Zambia		1	GB/T 2659 / ISO 3166-1
ZWE	ZW	716	津巴布韦	Zimbabwe		1	GB/T 2659 / ISO 3166-1
ANT	AN	530	荷属安的列斯	Netherlands Antilles		1	withdrawn code still found in drop-downs; accept with info
YUG	YU	891	南斯拉夫	Yugoslavia		1	withdrawn code still found in drop-downs; accept with info
SCG	CS	891	塞尔维亚和黑山	Serbia and Montenegro		1	withdrawn code still found in drop-downs; accept with info
ROM	RO	642	罗马尼亚	Romania (old alpha-3)		1	withdrawn code still found in drop-downs; accept with info
TMP	TP	626	东帝汶	East Timor (old alpha-3)		1	withdrawn code still found in drop-downs; accept with info
ZAR	ZR	180	扎伊尔	Zaire		1	withdrawn code still found in drop-downs; accept with info
XXA			无国籍(无国籍人)	stateless		1	ICAO 9303 code; label seen in drop-down
XXX			国籍不明	unspecified nationality	国籍不详	1	ICAO 9303 code; label seen in drop-down
XXB			被联合国承认的难民	refugee (UN convention)		1	ICAO 9303 code; label seen in drop-down
XXC			不被联合国承认的难民	other refugee		1	ICAO 9303 code; label seen in drop-down
"""#)

    static let overseas_status = GeneratedTable(
        name: "overseas_status",
        sourceHash: "86a7c4b5bbb551c4ef991750bf2fcc31d53b5b602acebf94363e635efadf5e0c",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
00	否	no	无|不是|00-否	1	verified	
01	香港同胞	Hong Kong compatriot		1	verified	
02	香港同胞亲属	relative of Hong Kong compatriot		1	verified	parents, children, siblings
03	澳门同胞	Macao compatriot		1	verified	
04	澳门同胞亲属	relative of Macao compatriot	澳同胞亲属	1	verified	
05	台湾同胞	Taiwan compatriot		1	verified	
06	台湾同胞亲属	relative of Taiwan compatriot		1	verified	
11	华侨	overseas Chinese national		1	verified	Chinese national resident abroad
12	侨眷	dependant of overseas Chinese		1	verified	
13	归侨	returned overseas Chinese		1	verified	
14	归侨子女	child of returned overseas Chinese		1	verified	
21	归国留学人员	returned student		1	verified	
31	非华裔中国人	naturalised Chinese, non-Chinese descent		1	verified	
41	外籍华裔人	foreign national of Chinese descent	外籍华人	1	verified	
51	外国人	foreigner		1	verified	non-Chinese descent
99	其他	other	其它	1	verified	
"""#)

    static let political_status = GeneratedTable(
        name: "political_status",
        sourceHash: "e0f8146e2ea0304c18efe019d0fa0d6e8018f4bd41876d378f04329e1a75ef8b",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
01	中共党员	CPC member	中国共产党党员|党员	1	verified	plausible only at age >= 18
02	中共预备党员	CPC probationary member	中国共产党预备党员|预备党员	1	verified	plausible only at age >= 18
03	共青团员	Communist Youth League member	中国共产主义青年团团员|团员	1	verified	League admits from age 14
13	群众	none	一般群众|无|少先队员	1	verified	少先队员 (Young Pioneer) has no GB code; map to 13 with a note
04	民革会员			0	standard	GB/T 4762-1984; not expected for pupils
05	民盟盟员			0	standard	GB/T 4762-1984; not expected for pupils
06	民建会员			0	standard	GB/T 4762-1984; not expected for pupils
07	民进会员			0	standard	GB/T 4762-1984; not expected for pupils
08	农工党党员			0	standard	GB/T 4762-1984; not expected for pupils
09	致公党党员			0	standard	GB/T 4762-1984; not expected for pupils
10	九三学社社员			0	standard	GB/T 4762-1984; not expected for pupils
11	台盟盟员			0	standard	GB/T 4762-1984; not expected for pupils
12	无党派民主人士			0	standard	GB/T 4762-1984; not expected for pupils
"""#)

    static let province = GeneratedTable(
        name: "province",
        sourceHash: "d34cf6929a6fb1f7a0a987d2cec0f41cbf114175f96a286662de497037ca4689",
        text: #"""
code	name_zh	name_en	resident_id_issuer_2013
11	北京市	Beijing	1
12	天津市	Tianjin	1
13	河北省	Hebei	1
14	山西省	Shanxi	1
15	内蒙古自治区	Inner Mongolia	1
21	辽宁省	Liaoning	1
22	吉林省	Jilin	1
23	黑龙江省	Heilongjiang	1
31	上海市	Shanghai	1
32	江苏省	Jiangsu	1
33	浙江省	Zhejiang	1
34	安徽省	Anhui	1
35	福建省	Fujian	1
36	江西省	Jiangxi	1
37	山东省	Shandong	1
41	河南省	Henan	1
42	湖北省	Hubei	1
43	湖南省	Hunan	1
44	广东省	Guangdong	1
45	广西壮族自治区	Guangxi	1
46	海南省	Hainan	1
50	重庆市	Chongqing	1
51	四川省	Sichuan	1
52	贵州省	Guizhou	1
53	云南省	Yunnan	1
54	西藏自治区	Tibet	1
61	陕西省	Shaanxi	1
62	甘肃省	Gansu	1
63	青海省	Qinghai	1
64	宁夏回族自治区	Ningxia	1
65	新疆维吾尔自治区	Xinjiang	1
71	台湾省	Taiwan	0
81	香港特别行政区	Hong Kong	0
82	澳门特别行政区	Macao	0
"""#)

    static let regular_class_placement = GeneratedTable(
        name: "regular_class_placement",
        sourceHash: "2ef17aa7ac5578cc120b702456cff986cd8677fb6778efbf63b5bf4df99d82dd",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
0	非随班就读	not placed	否|无	1	verified	label verified, code inferred
1	视力残疾随班就读	visual impairment, mainstream class		1	verified	label verified, code inferred
2	听力残疾随班就读	hearing impairment, mainstream class		1	verified	label verified, code inferred
3	智力残疾随班就读	intellectual disability, mainstream class		1	verified	label verified, code inferred
9	其他残疾随班就读	other disability, mainstream class	其它残疾随班就读	1	verified	label verified, code inferred
"""#)

    static let school_id_category = GeneratedTable(
        name: "school_id_category",
        sourceHash: "d7f2d56e7533ed9f1ee257b28b28a45bc1c925fc57bb33ad3257538c48fad6d3",
        text: #"""
code	name_zh	name_en	in_scope	status
11	幼儿园	kindergarten	0	verified
21	普通小学	primary	1	verified
22	成人小学	adult primary	0	verified
31	普通初中	junior secondary (incl. nine-year schools)	1	verified
32	职业初中	vocational junior	0	verified
33	成人初中	adult junior	0	verified
34	普通高中	senior secondary (incl. combined and twelve-year schools)	1	verified
35	成人高中	adult senior	0	verified
36	中等职业学校	secondary vocational	0	verified
37	工读学校	reform school	1	verified
41	普通高等学校	regular higher education	0	verified
42	成人高等学校	adult higher education	0	verified
51	特殊教育	special education	1	verified
91	培养研究生的科研机构	research institute	0	verified
92	民办的其他高等教育机构	other private higher education	0	verified
93	中等职业培训机构	vocational training	0	verified
"""#)

    static let school_sponsor = GeneratedTable(
        name: "school_sponsor",
        sourceHash: "63656659785e59aaf630ee05745579ca6a73564f35985f9d3d98fb1cbd997f8f",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
811	省级教育部门	provincial education department		1	standard	
812	省级其他部门(党政机关)	other provincial department	省级其他部门（党政机关）	1	standard	
821	地级教育部门	prefectural education department	市级教育部门	1	standard	
822	地级其他部门(党政机关)	other prefectural department	地级其他部门（党政机关）	1	standard	
831	县级教育部门	county education department		1	standard	the great majority of public schools
832	县级其他部门(党政机关)	other county department	县级其他部门（党政机关）	1	standard	
891	地方企业	local enterprise		1	standard	
892	事业单位	public institution		1	standard	
893	部队	armed forces		1	standard	
894	集体	collective		1	standard	
999	民办	private (non-government)	民办学校	1	standard	
1**/2**/3**	中央党政机关、人民团体及其他机构	central organ (3-digit GB/T 4657 code, e.g. 360 教育部)		1	standard	any 3-digit code 1xx-4xx is a central organ under GB/T 4657; accept by pattern ^[1-4][0-9]{2}$, rare
"""#)

    static let school_type = GeneratedTable(
        name: "school_type",
        sourceHash: "15c213fec2a7ee2ef6b173ff827258f0975654f336a11ec74d4adfc8702e7627",
        text: #"""
code	name_zh	name_en	level	grade_span	in_scope	identifier_prefix	status
1	学前教育	pre-school	1		0		standard
11	幼儿园	kindergarten	2		0		standard
111	幼儿园	kindergarten	3		0		verified
119	附设幼儿班	attached kindergarten class	3		0		standard
2	初等教育	primary education	1		0		standard
21	小学	primary school	2		0		standard
211	小学	primary school	3	P1-P6	1	21	verified
218	小学教学点	primary teaching point	3	P1-P6	1	21	standard
219	附设小学班	attached primary class	3	P1-P6	1		standard
22	成人小学	adult primary	2		0		standard
221	职工小学	workers' primary	3		0		standard
222	农民小学	farmers' primary	3		0		standard
228	小学班	primary class (adult)	3		0		standard
229	扫盲班	literacy class	3		0		standard
3	中等教育	secondary education	1		0		standard
31	普通初中	regular junior secondary	2		0		standard
311	初级中学	junior secondary school	3	J1-J4	1	31	verified
312	九年一贯制学校	nine-year school	3	P1-P6 J1-J4	1	31	verified
319	附设普通初中班	attached junior class	3	J1-J4	1		standard
32	职业初中	vocational junior secondary	2		0		standard
321	职业初中	vocational junior secondary	3		0		standard
329	附设职业初中班	attached vocational junior class	3		0		standard
33	成人初中	adult junior secondary	2		0		standard
331	成人职工初中	workers' junior secondary	3		0		standard
332	成人农民初中	farmers' junior secondary	3		0		standard
34	普通高中	regular senior secondary	2		0		standard
341	完全中学	combined secondary school	3	J1-J4 S1-S3	1	34	verified
342	高级中学	senior secondary school	3	S1-S3	1	34	verified
345	十二年一贯制学校	twelve-year school	3	P1-P6 J1-J4 S1-S3	1	34	verified
349	附设普通高中班	attached senior class	3	S1-S3	1		standard
35	成人高中	adult senior secondary	2		0		standard
351	成人职工高中	workers' senior secondary	3		0		standard
352	成人农民高中	farmers' senior secondary	3		0		standard
36	中等职业学校	secondary vocational	2		0		standard
361	调整后中等职业学校	merged vocational school	3		0		verified
362	中等技术学校	technical school	3		0		standard
363	中等师范学校	normal school	3		0		standard
364	成人中等专业学校	adult specialised secondary	3		0		standard
365	职业高中学校	vocational high school	3		0		verified
366	技工学校	skilled workers school	3		0		standard
368	附设中职班	attached vocational class	3		0		standard
369	其他机构	other institution	3		0		standard
37	工读学校	reform school	2		0		standard
371	工读学校	reform school	3	P1-P6 J1-J4 S1-S3	1	37	standard
5	特殊教育	special education	1		0		standard
51	特殊教育学校	special-education school	2		0		standard
511	盲人学校	school for the blind	3	P1-P6 J1-J4 S1-S3	1	51	standard
512	聋人学校	school for the deaf	3	P1-P6 J1-J4 S1-S3	1	51	standard
513	弱智学校	school for intellectual disability	3	P1-P6 J1-J4 S1-S3	1	51	standard
514	其他特殊教育学校	other special-education school	3	P1-P6 J1-J4 S1-S3	1	51	verified
519	附设特教班	attached special-education class	3	P1-P6 J1-J4	1		standard
4	高等学校	higher education	1		0		standard
9	其他教育	other education	1		0		standard
"""#)

    static let sex = GeneratedTable(
        name: "sex",
        sourceHash: "d1ed3f18dfadc054c5f177da640800430854aa87a1309c8769ff8f76399df233",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
1	男	male	男性|M|1-男	1	verified	
2	女	female	女性|F|2-女	1	verified	
0	未知的性别	unknown		0	standard	GB/T 2261.1-2003; not allowed in this collection
9	未说明的性别	not stated		0	standard	GB/T 2261.1-2003; not allowed in this collection
"""#)

    static let student_source = GeneratedTable(
        name: "student_source",
        sourceHash: "e068dd668a5785fef3db051716f659001d5fd28da9f652b0e3d329ee6cf24da5",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
1	正常入学	normal enrolment	正常	1	verified	
2	借读	guest pupil	借读生	1	verified	some 2013 paper forms omit it for the compulsory stage
9	其他	other	其它	1	verified	
"""#)

    static let study_mode = GeneratedTable(
        name: "study_mode",
        sourceHash: "c8f8d4742a31374f2f5b9e6c5e18dcc395d82c46c966e0cd9d003679ebb6480e",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
1	走读	day pupil	通学|走读生	1	verified	
2	住校	boarder	寄宿|住宿|住读|住校生	1	verified	
3	借宿	lodging		0	standard	JY/T 1001 only
9	其他	other	其它	0	standard	JY/T 1001 only
"""#)

    static let urban_rural_type = GeneratedTable(
        name: "urban_rural_type",
        sourceHash: "c95fba82e0f3f0d102c05684c758cb036a7a0917bce597a50ea1fab0a9f82920",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note	leaf
1	城镇	urban		0	standard	group	0
11	城区	city area		0	standard	group	0
111	主城区	main city area		1	standard		1
112	城乡结合区	urban-rural fringe	城乡结合部	1	standard		1
12	镇区	town area		0	standard	group	0
121	镇中心区	town centre		1	standard		1
122	镇乡结合区	town-rural fringe		1	standard		1
123	特殊区域	special area		1	standard		1
2	乡村	rural		0	standard	group	0
210	乡中心区	township centre		1	standard		1
220	村庄	village		1	standard		1
"""#)

    static let yes_no = GeneratedTable(
        name: "yes_no",
        sourceHash: "f5f3e49527f0e6ac4658f15d363b6008025a437dc11337cc43875198b506a2cf",
        text: #"""
code	name_zh	name_en	aliases	accepted	status	note
1	是	yes	Y|√|1-是|有	1	verified	
0	否	no	N|×|0-否|无	1	verified	
"""#)
}
