// Written by scripts/record from Sources/Records/Codes/csv. Do not edit.

extension GeneratedTable {
    static let fields = GeneratedTable(
        name: "fields",
        sourceHash: "584a0b4482059a21ae98fe4d4fa25d6f8de99f08d90d6fd4f64b1caafa8dd675",
        text: #"""
table	field	name_zh	type	max_len	required	codelist	form_no	template_pos_v1	status	header_aliases
student	school_id	学校标识码	digits10	10	M		header	1	verified	学校代码|标识码|学校(机构)标识码
student	name	姓名	name	36	M		1	2	verified	学生姓名|学生名字
student	sex	性别	code	2	M	sex	2	3	verified	学生性别
student	birth_date	出生日期	date8	8	M		3	4	verified	出生年月日|生日|出生年月
student	birth_place_code	出生地行政区划代码	digits12	12	M	admin_division	4	5	verified	出生地|出生地行政区划|出生地行政区划码|出生地行政规划代码|出生地码
student	native_place	籍贯	text	20	O		5	6	verified	学生籍贯
student	ethnicity	民族	code	30	M	ethnic_group	6	7	verified	学生民族
student	nationality	国籍/地区	code	40	M	nationality	7	8	verified	国籍|国籍地区|国籍／地区
student	id_type	身份证件类型	code	30	M	id_document_type	8	9	verified	身份证类型|证件类型|学生身份证件类型
student	overseas_status	港澳台侨外	code	20	M	overseas_status	10	10	verified	港澳台侨|港澳台外侨|港澳台侨胞|是否为港澳台侨外
student	health	健康状况	code	20	M	health_status	12	11	verified	健康状态
student	political_status	政治面貌	code	20	O	political_status	11	12	verified	
student	id_number	身份证件号	idno	20	C		9	13	verified	身份证号|身份证号码|身份证件号码|证件号码|公民身份号码
student	household_type	户口性质	code	20	M	household_type	18	14	verified	户口类型|户籍性质
student	household_code	户口所在地行政区划	digits12	12	M	admin_division	17	15	verified	户口所在地|户口所在地行政区划码|户口所在地行政区划代码|户籍所在地|户口所在地行政规划
student	class_no	班号	classno	10	M		23	16	verified	班级|班级号|所在班级|班级代码|班级名称
student	entry_month	入学年月	month6	6	M		24	17	verified	入学时间|入学年份|入学日期
student	admission_method	入学方式	code	30	M	admission_method	25	18	verified	
student	study_mode	就读方式	code	20	M	study_mode	26	19	verified	就学方式
student	current_address	现住址	text	180	M		28	20	verified	现住地址|现居住地址
student	mail_address	通信地址	text	180	M		29	21	verified	通讯地址
student	home_address	家庭地址	text	180	M		30	22	verified	家庭住址
student	phone	联系电话	phone	30	M		31	23	verified	家庭电话|电话|联系方式
student	postcode	邮政编码	digits6	6	M		32	24	verified	邮编|家庭邮编
student	only_child	是否独生子女	bool	2	M	yes_no	35	25	verified	独生子女|是否为独生子女
student	preschool	是否受过学前教育	bool	2	M	yes_no	36	26	verified	学前教育
student	left_behind	是否留守儿童	code	20	M	left_behind	37	27	verified	留守儿童|是否为留守儿童|是否农村留守儿童
student	needs_aid	是否需要申请资助	bool	2	M	yes_no	44	28	verified	申请资助|是否申请资助
student	gets_subsidy	是否享受一补	bool	2	M	yes_no	45	29	verified	一补|享受一补
student	orphan	是否孤儿	bool	2	M	yes_no	39	30	verified	孤儿|是否为孤儿
student	martyr_child	是否烈士或优抚子女	bool	2	M	yes_no	40	31	verified	烈士或优抚子女|是否为烈士或优抚子女
student	commute_km	上下学距离	decimal	8	M		46	32	verified	上下学距离(公里)|上学距离
student	commute_mode	上下学方式	code	40	M	commute_mode	47	33	verified	上下学交通方式|上学方式|上学交通方式
student	needs_bus	是否需要乘坐校车	bool	2	M	yes_no	48	34	verified	是否乘坐校车
student	former_name	曾用名	name	36	O		15	35	verified	
student	id_valid_period	身份证件有效期	period	20	O		16	36	verified	身份证有效期|证件有效期
student	blood_type	血型	code	20	O	blood_type		37	verified	
student	talent	特长	text	500	O		19	38	verified	
student	aux_no	学籍辅号	text	30	O		20	39	verified	辅号|地方学籍号
student	seat_no	班内学号	text	20	O		21	40	verified	班内学号(座位号)|班内编码
student	student_source	学生来源	code	20	O	student_source	27	41	verified	生源
student	email	电子信箱	email	40	O		33	42	verified	电子邮箱|邮箱
student	homepage	主页地址	text	60	O		34	43	verified	个人主页
student	disability	残疾类型	code	20	O	disability_type	42	44	verified	残疾人类型|残疾类别
student	bought_place	是否由政府购买学位	bool	2	O	yes_no	43	45	verified	政府购买学位
student	placement	随班就读	code	20	O	regular_class_placement	41	46	verified	是否随班就读
student	m1_name	成员1姓名	name	36	M		49	47	verified	家庭成员或监护人姓名一|家庭成员1姓名|监护人1姓名
student	m1_relation	成员1关系	code	30	M	family_relation_form	50	48	verified	关系一|与家庭成员1关系
student	m1_relation_note	成员1关系说明	text	60	C		51	49	verified	关系说明一
student	m1_address	成员1现住址	text	180	M		54	50	verified	现住址一
student	m1_household_code	成员1户口所在地行政区划	digits12	12	M	admin_division	55	51	verified	户口所在地一|成员1户口所在地
student	m1_phone	成员1联系电话	phone	30	M		56	52	verified	联系电话一
student	m1_is_guardian	成员1是否监护人	bool	2	M	yes_no	57	53	verified	是否监护人一
student	m1_id_type	成员1身份证件类型	code	30	C	id_document_type	58	54	verified	身份证类型一|成员1证件类型
student	m1_id_number	成员1身份证件号	idno	20	C		59	55	verified	身份证件号一|成员1身份证号
student	m1_ethnicity	成员1民族	code	30	O	ethnic_group	52	56	verified	民族一
student	m1_employer	成员1工作单位	text	60	O		53	57	verified	工作单位一
student	m1_position	成员1职务	text	60	O		60	58	verified	职务一
student	m2_name	成员2姓名	name	36	C		61	59	verified	家庭成员或监护人姓名二|家庭成员2姓名|监护人2姓名
student	m2_relation	成员2关系	code	30	C	family_relation_form	62	60	verified	关系二|与家庭成员2关系
student	m2_relation_note	成员2关系说明	text	60	C		63	61	verified	关系说明二
student	m2_address	成员2现住址	text	180	C		66	62	verified	现住址二
student	m2_household_code	成员2户口所在地行政区划	digits12	12	C	admin_division	67	63	verified	户口所在地二|成员2户口所在地
student	m2_phone	成员2联系电话	phone	30	C		68	64	verified	联系电话二
student	m2_is_guardian	成员2是否监护人	bool	2	C	yes_no	69	65	verified	是否监护人二
student	m2_id_type	成员2身份证件类型	code	30	C	id_document_type	70	66	verified	身份证类型二|成员2证件类型
student	m2_id_number	成员2身份证件号	idno	20	C		71	67	verified	身份证件号二|成员2身份证号
student	m2_ethnicity	成员2民族	code	30	O	ethnic_group	64	68	verified	民族二
student	m2_employer	成员2工作单位	text	60	O		65	69	verified	工作单位二
student	m2_position	成员2职务	text	60	O		72	70	verified	职务二
student	grade	年级	grade	20	C	grade	22		verified	所在年级|年级名称
student	name_pinyin	姓名拼音	text	60	O		14		verified	拼音
student	migrant_child	是否进城务工人员随迁子女	bool	2	C	yes_no	38		verified	进城务工人员随迁子女|是否进城务工随迁子女|是否随迁子女
student	photo	照片	file		X		13		verified	
student	campus_no	校区号	text	10	O				verified	校区|校区编号
student	continuation_mark	学籍接续标识	text	20	X				verified	
student	hidden	隐藏	text		X				verified	
student	remark	备注	text	200	O				inferred	说明
student	school_name	学校名称	text	60	O		header		verified	学校|就读学校
school	school_id	学校标识码	digits10	10	M		1		verified	学校(机构)标识码|机构代码|学校代码
school	name	学校名称	text	60	M		2		verified	学校(机构)名称
school	name_en	学校英文名称	text	180	O		3		verified	
school	address	学校地址	text	180	M		4		verified	学校详细地址
school	division_code	学校地址行政区划代码	digits12	12	M	admin_division	5		verified	学校(机构)地址行政区划代码|学校驻地行政区划码
school	urban_rural	学校驻地城乡类型	code	20	M	urban_rural_type	6		verified	所在地城乡类型|城乡类型
school	local_authority_code	属地管理教育行政部门代码	digits	12	M		7		verified	学校属地管理教育行政部门代码
school	local_authority_name	属地管理教育行政部门名称	text	60	M		8		verified	学校属地管理教育行政部门名称
school	authority_code	所属主管教育行政部门代码	digits	12	O		9		verified	主管教育行政部门代码
school	authority_name	所属主管教育行政部门名称	text	60	O		10		verified	主管教育行政部门名称
school	school_type	办学类型	code	20	M	school_type	11		verified	学校办学类型|学校(机构)办学类型
school	sponsor	举办者类型	code	20	M	school_sponsor	12		verified	举办者|学校举办者
school	principal	校长姓名	name	36	M		13		verified	校长
school	principal_mobile	校长手机号码	phone	30	O		14		verified	校长手机号
school	office_phone	办公电话	phone	30	M		15		verified	联系电话
school	fax	传真电话	phone	30	O		16		verified	传真
school	postcode	邮政编码	digits6	6	M		17		verified	学校邮政编码
school	homepage	网站主页地址	text	60	O		18		verified	主页地址
school	email	单位电子信箱	email	40	O		19		verified	电子信箱
school	primary_years	小学学制	decimal	4	C		20		verified	小学规定年制
school	primary_entry_age	小学入学年龄	int	1	C		21		verified	
school	junior_years	初中学制	decimal	4	C		22		verified	初中规定年制
school	junior_entry_age	初中入学年龄	int	2	C		23		verified	
school	senior_years	高中学制	decimal	4	C		24		verified	高中规定年制
school	senior_entry_age	高中入学年龄	int	2	O		25		verified	
school	form_filler_email	填表人邮箱	email	40	O		26		verified	
school	org_code	组织机构代码证号	text	10	O		27		verified	组织机构代码|组织机构码
school	founded	建校年份	month6	6	O		28		verified	建校年月
school	legal_reg_no	法人登记证号	text	20	O		29		verified	法人证书号
school	anniversary	校庆日	text	60	O		30		verified	
school	land_ownership	学校土地产权	text	20	O		31		verified	
school	land_cert_no	土地证号	text	40	O		32		verified	
school	boarding_form	寄宿制形式	text	20	O		33		verified	
school	altitude_m	海拔高度	decimal	8	O		34		verified	
school	longitude	学校经度	decimal	12	O		35		verified	
school	latitude	学校纬度	decimal	12	O		36		verified	
school	economic_attr	所在地经济属性	code	20	O		37		verified	
school	ethnic_area	所在地民族属性	bool	2	O	yes_no	38		verified	
school	geo_attr	所在地地域属性	text	20	O		39		verified	
school	catchment	招生半径	text	30	O		40		verified	
school	language_main	主教学语言	text	20	O		41		verified	主教学语言码
school	language_aux	辅教学语言	text	20	O		42		verified	辅教学语言码
school	history	历史沿革	text	4000	O		43		verified	
school	ethnic_school	独立设置少数民族学校	bool	2	O	yes_no	44		verified	
school	affiliated_university_id	附属于高校的学校标识码	digits10	10	O		45		verified	
school	legal_person	法定代表人	name	36	O		46		verified	法定代表人号
campus	school_id	学校标识码	digits10	10	M		1		verified	
campus	campus_no	校区号	text	10	M		2		inferred	校区编号
campus	name	校区名称	text	60	M		3		verified	
campus	division_code	校区地址行政区划代码	digits12	12	M	admin_division	4		verified	校区所在地行政区划|校区地址编码
campus	address	校区地址	text	180	M		5		verified	
campus	postcode	校区邮政编码	digits6	6	O		6		verified	
campus	phone	校区联系电话	phone	30	M		7		verified	联系电话
campus	fax	校区传真电话	phone	30	O		8		verified	
campus	head	校区负责人	name	36	M		9		verified	校区主管|校区负责人姓名
class	school_id	学校标识码	digits10	10	M		1		verified	
class	campus_no	校区号	text	10	O		2		inferred	所在校区
class	grade	年级	grade	20	M	grade	3		inferred	年级名称|年级号
class	class_no	班号	classno	10	M		4		verified	
class	name	班级名称	text	20	M		5		verified	班级
class	opened	建班年月	month6	6	M		6		verified	
class	head_teacher_no	班主任工号	text	20	O		7		verified	
class	head_teacher	班主任姓名	name	36	M		8		inferred	班主任
class	monitor_no	班长学号	text	20	O		9		verified	
class	honours	班级荣誉称号	text	40	O		10		verified	
class	years	学制	decimal	4	O		11		verified	
class	class_type	班级类型	code	40	M	class_type	12		verified	班级类型码|中小学班级类型
class	arts_science	文理类型	text	10	O		13		verified	
class	graduation	毕业日期	date8	8	O		14		verified	
class	bilingual	是否少数民族双语教学班	bool	2	O	yes_no	15		verified	
class	bilingual_mode	双语教学模式	code	20	O	bilingual_mode	16		verified	双语教学模式码
"""#)

    static let side_fields = GeneratedTable(
        name: "side_fields",
        sourceHash: "0afbc44ebbb790320dcd61767c1ef87cfbc0ab78a0d1c285738858eb46fa7c92",
        text: #"""
table	field	name_zh	type	max_len	required	codelist	form_no	template_pos_v1	status	header_aliases
proof	school_name	学校名称	text	60	O				inferred	
proof	school_id	学校标识码	digits10	10	O				inferred	
proof	grade	年级	grade	20	O	grade			inferred	所在年级
proof	class_no	班级	classno	10	O				inferred	班号
proof	student_name	学生姓名	name	36	O				inferred	姓名
proof	sex	性别	code	2	O	sex			inferred	学生性别
proof	birth_date	出生日期	date8	8	O				inferred	出生年月日
proof	ethnicity	民族	code	30	O	ethnic_group			inferred	
proof	household	户口所在地/出生地	text	180	O				inferred	户口所在地|出生地
proof	reason	无身份证号原因	text	200	O				inferred	无身份证原因
proof	g1_name	监护人1姓名	name	36	O				inferred	
proof	g1_relation	监护人1关系	text	30	O				inferred	
proof	g1_id_number	监护人1身份证件号	idno	20	O				inferred	
proof	g1_phone	监护人1电话	phone	30	O				inferred	
proof	g2_name	监护人2姓名	name	36	O				inferred	
proof	g2_relation	监护人2关系	text	30	O				inferred	
proof	g2_id_number	监护人2身份证件号	idno	20	O				inferred	
proof	g2_phone	监护人2电话	phone	30	O				inferred	
proof	student_sign	学生签字	text	36	O				inferred	
proof	parent_sign	家长签字	text	36	O				inferred	家长(监护人)签字|监护人签字
proof	class_teacher_sign	班主任签字	text	36	O				inferred	
proof	clerk_sign	学籍管理员签字	text	36	O				inferred	
proof	head_sign	学校主管领导签字	text	36	O				inferred	学校主管领导(校长)签字|校长签字
proof	school_stamp	学校盖章	text	20	O				inferred	盖章
proof	issued_on	开具日期	date8	8	O				inferred	
proof	filed_with	备案部门	text	60	O				inferred	
proof	filed_on	备案日期	date8	8	O				inferred	
summary	school_id	学校标识码	digits10	10	O				inferred	
summary	school_name	学校名称	text	60	O				verified	
summary	campus_count	校区数	int	4	O				verified	
summary	filler	填报人	name	36	O				verified	
summary	filled_on	填报日期	date8	8	O				verified	
summary	stamped	盖章	text	20	O				verified	填报单位盖章|填报单位(盖章)
summary	measure	项目	text	20	O				inferred	类别
summary	P_sum	小学小计	int	8	O				verified	
summary	P1	小学一年级	int	8	O				verified	
summary	P2	小学二年级	int	8	O				verified	
summary	P3	小学三年级	int	8	O				verified	
summary	P4	小学四年级	int	8	O				verified	
summary	P5	小学五年级	int	8	O				verified	
summary	P6	小学六年级	int	8	O				verified	
summary	J_sum	初中小计	int	8	O				verified	
summary	J1	初中一年级	int	8	O				verified	
summary	J2	初中二年级	int	8	O				verified	
summary	J3	初中三年级	int	8	O				verified	
summary	S_sum	高中小计	int	8	O				verified	
summary	S1	高中一年级	int	8	O				verified	
summary	S2	高中二年级	int	8	O				verified	
summary	S3	高中三年级	int	8	O				verified	
summary	total	学生总人数	int	8	O				verified	学生总人数(人)|总人数
summary	unit_code	行政区划代码	digits12	12	O				inferred	单位代码|填报单位代码
signoff	school_id	学校标识码	digits10	10	O				inferred	
signoff	document	签字文件	text	40	O				inferred	文件
signoff	role	签字角色	text	40	O				inferred	角色
signoff	grade	年级	grade	20	O	grade			inferred	
signoff	class_no	班号	classno	10	O				inferred	班级
signoff	student_name	学生姓名	name	36	O				inferred	姓名
signoff	birth_date	出生日期	date8	8	O				inferred	
signoff	signer	签字人	name	36	O				inferred	签字人姓名
signoff	signed_on	签字日期	date8	8	O				inferred	日期
signoff	digest	核对码	text	16	O				inferred	校验码
"""#)

    static let student_templates = GeneratedTable(
        name: "student_templates",
        sourceHash: "71f51537b9ca71dc45cce497f26975f3b92faa7b7c9ba58aa2b19d55f1d3721f",
        text: #"""
template	position	header
v1_2013	1	学校标识码
v1_2013	2	姓名
v1_2013	3	性别
v1_2013	4	出生日期
v1_2013	5	出生地行政区划代码
v1_2013	6	籍贯
v1_2013	7	民族
v1_2013	8	国籍/地区
v1_2013	9	身份证件类型
v1_2013	10	港澳台侨外
v1_2013	11	健康状况
v1_2013	12	政治面貌
v1_2013	13	身份证件号
v1_2013	14	户口性质
v1_2013	15	户口所在地行政区划
v1_2013	16	班号
v1_2013	17	入学年月
v1_2013	18	入学方式
v1_2013	19	就读方式
v1_2013	20	现住址
v1_2013	21	通信地址
v1_2013	22	家庭地址
v1_2013	23	联系电话
v1_2013	24	邮政编码
v1_2013	25	是否独生子女
v1_2013	26	是否受过学前教育
v1_2013	27	是否留守儿童
v1_2013	28	是否需要申请资助
v1_2013	29	是否享受一补
v1_2013	30	是否孤儿
v1_2013	31	是否烈士或优抚子女
v1_2013	32	上下学距离
v1_2013	33	上下学方式
v1_2013	34	是否需要乘坐校车
v1_2013	35	曾用名
v1_2013	36	身份证件有效期
v1_2013	37	血型
v1_2013	38	特长
v1_2013	39	学籍辅号
v1_2013	40	班内学号
v1_2013	41	学生来源
v1_2013	42	电子信箱
v1_2013	43	主页地址
v1_2013	44	残疾类型
v1_2013	45	是否由政府购买学位
v1_2013	46	随班就读
v1_2013	47	成员1姓名
v1_2013	48	成员1关系
v1_2013	49	成员1关系说明
v1_2013	50	成员1现住址
v1_2013	51	成员1户口所在地行政区划
v1_2013	52	成员1联系电话
v1_2013	53	成员1是否监护人
v1_2013	54	成员1身份证件类型
v1_2013	55	成员1身份证件号
v1_2013	56	成员1民族
v1_2013	57	成员1工作单位
v1_2013	58	成员1职务
v1_2013	59	成员2姓名
v1_2013	60	成员2关系
v1_2013	61	成员2关系说明
v1_2013	62	成员2现住址
v1_2013	63	成员2户口所在地行政区划
v1_2013	64	成员2联系电话
v1_2013	65	成员2是否监护人
v1_2013	66	成员2身份证件类型
v1_2013	67	成员2身份证件号
v1_2013	68	成员2民族
v1_2013	69	成员2工作单位
v1_2013	70	成员2职务
v2_continuation	1	学籍接续标识
v2_continuation	2	学校标识码
v2_continuation	3	姓名
v2_continuation	4	性别
v2_continuation	5	出生日期
v2_continuation	6	身份证件类型
v2_continuation	7	身份证件号
v2_continuation	8	出生地行政区划代码
v2_continuation	9	民族
v2_continuation	10	国籍/地区
v2_continuation	11	港澳台侨外
v2_continuation	12	户口性质
v2_continuation	13	户口所在地行政区划
v2_continuation	14	现住址
v2_continuation	15	残疾类型
v2_continuation	16	是否独生子女
v2_continuation	17	是否留守儿童
v2_continuation	18	是否进城务工人员随迁子女
v2_continuation	19	是否孤儿
v2_continuation	20	籍贯
v2_continuation	21	健康状况
v2_continuation	22	政治面貌
v2_continuation	23	班号
v2_continuation	24	入学年月
v2_continuation	25	入学方式
v2_continuation	26	就读方式
v2_continuation	27	通信地址
v2_continuation	28	家庭地址
v2_continuation	29	联系电话
v2_continuation	30	邮政编码
v2_continuation	31	是否受过学前教育
v2_continuation	32	是否需要申请资助
v2_continuation	33	是否享受一补
v2_continuation	34	是否烈士或优抚子女
v2_continuation	35	上下学距离
v2_continuation	36	上下学方式
v2_continuation	37	是否需要乘坐校车
v2_continuation	38	曾用名
v2_continuation	39	身份证件有效期
v2_continuation	40	血型
v2_continuation	41	特长
v2_continuation	42	学籍辅号
v2_continuation	43	班内学号
v2_continuation	44	学生来源
v2_continuation	45	电子信箱
v2_continuation	46	主页地址
v2_continuation	47	是否由政府购买学位
v2_continuation	48	随班就读
v2_continuation	49	隐藏
v2_continuation	50	成员1姓名
v2_continuation	51	成员1关系
v2_continuation	52	成员1关系说明
v2_continuation	53	成员1现住址
v2_continuation	54	成员1户口所在地行政区划
v2_continuation	55	成员1联系电话
v2_continuation	56	成员1是否监护人
v2_continuation	57	成员1身份证件类型
v2_continuation	58	成员1身份证件号
v2_continuation	59	成员1民族
v2_continuation	60	成员1工作单位
v2_continuation	61	成员1职务
v2_continuation	62	成员2姓名
v2_continuation	63	成员2关系
v2_continuation	64	成员2关系说明
v2_continuation	65	成员2现住址
v2_continuation	66	成员2户口所在地行政区划
v2_continuation	67	成员2联系电话
v2_continuation	68	成员2是否监护人
v2_continuation	69	成员2身份证件类型
v2_continuation	70	成员2身份证件号
v2_continuation	71	成员2民族
v2_continuation	72	成员2工作单位
v2_continuation	73	成员2职务
"""#)
}
