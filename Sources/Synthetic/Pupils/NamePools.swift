/// The words that names and addresses are made of.
enum NamePools {
    /// Surnames as often as in Jiangxi, roughly; one entry per share.
    static let surnames: [String] = {
        var table: [String] = []
        for (rank, name) in surnameRanks.enumerated() {
            table += Array(repeating: name, count: max(1, 240 / (rank + 3)))
        }
        return table
    }()

    static let surnameIndex: [String: Int] = Dictionary(
        uniqueKeysWithValues: (surnameRanks + compoundSurnames).enumerated().map { ($1, $0) })

    private static let surnameRanks = distinct(
        """
        刘黄李陈王张吴罗胡邓杨周徐曾谢肖熊郭钟曹何彭万朱赖叶余汪袁赵邹江林程廖宋许付游涂孙马艾蔡卢潘梁饶危帅钱
        郑冯韩唐董于蒋沈苏吕魏贾丁薛阎戴任姜范方石姚谭邱秦史侯邵孟龙段雷汤尹黎易常武乔贺龚文华洪聂喻祝章詹甘
        揭晏况占桂辜匡官管葛游应丰虞席晁麻璩巢漆闵衷幸娄占舒季柳简毕温俞冷盛齐施尧
        """)

    static let firstCompound = surnameRanks.count
    static let compoundSurnames = ["欧阳", "上官", "司马", "诸葛", "令狐"]

    static let boys = distinct(
        """
        俊杰浩宇子轩鑫涛文博志强伟明磊军勇斌超鹏辉飞波刚健龙凯旭东阳华林峰海洋平国建新德祥民宏达成荣光亮嘉豪
        泽瑞晨昊天佑翔睿哲铭思远家乐昱然梓涵一诺皓逸帆诚信义仁礼智云雷震山川江河湖水金木火土春夏秋冬松柏梅兰
        竹菊永生长安康福贵喜庆和顺利兴旺发财宝玉石玺坤乾元亨贞恒毅坚卓越超群英雄才学问书画棋琴剑武威振邦兵卫
        胜凌霄汉唐宋奇正方圆大中上善若起立行走跃进步升腾欢笑尧舜禹汤炎彬煜烨炜焕灿炫耀晖晗晓曦曜朗清泉源润泽
        """)

    static let girls = distinct(
        """
        雨婷欣怡思琪诗涵梦洁静芳丽娟敏霞燕玲艳红萍秀英美华慧琴云兰凤梅花春香莲珍玉娥翠雅芝雪荣爱妹贞莉桂娣叶
        璧璐娅琦晶妍茜秋珊莎锦黛青倩婉娴瑾颖露瑶馨蓉薇菁佳嘉琼勤珠淑惠月莺媛瑞凝晓欢霄枫芸菲寒伊亚宜可姬舒影
        荔枝丹蓓纨仪荷文纯毓悦昭冰爽羽希宁馥飘育滢筠柔竹霭蔓舞瑜璇彤若心子梓一诺语桐紫萱依依晨曦朵恬沁岚钰
        怀柳念曼南忆初夏冬采蓝碧安易巧含映新笑盼向千山水幻灵尔友之听凌问白书从沛平元傲半迎痴以绿亦代访谷天乐
        """)

    /// Characters that get lost in old systems: GB18030 extensions, four of them beyond the basic plane.
    static let rare = Array("䶮䲟㛃喆堃犇淼垚燊曌赟昇㼆䴕").map { String($0) } + ["𬱖", "𠅤", "𣲗", "𬍛"]

    static let uyghur = ["阿卜杜拉", "买买提", "艾合买提", "古丽娜尔", "阿依努尔", "吐尔逊", "帕提古丽", "木拉提", "热依汗", "艾力"]
    static let tibetan = ["扎西", "次仁", "卓玛", "尼玛", "达瓦", "格桑", "旺堆", "丹增", "央金", "索朗"]
    /// One character of each block of names that `rare` lacks: extensions A to G, a compatibility ideograph, and zero.
    static let outside = ["㐂", "𠮷", "𫍯", "𫖮", "𬭸", "𬸚", "𮧵", "𰻝", "﨑", "〇"]
    /// Characters that no pool of names has.
    static let fillers = ["措", "姆", "曲", "嘎", "仓", "啦", "邬", "噶"]
    static let latinGiven = ["MARIE", "JAMES", "ANNA", "LUCAS", "SOPHIE", "DANIEL", "EMMA", "MINJUN", "YUKI", "SEOYEON"]
    static let latinFamily = ["SMITH", "MARTIN", "KIM", "PARK", "TANAKA", "NGUYEN", "GARCIA", "MILLER", "DUBOIS", "ROSSI"]

    static let towns = words(
        """
        罗亭 梅岭 太平 石岗 望城 松湖 象山 联圩 流湖 乐化 樵舍 溪霞 大塘 金桥 铁河 厚田 蒋巷 向塘 塘南 幽兰 三江 武阳
        冈上 广福 莲塘 黄马 泾口 南新 八一 东新 文港 李渡 架桥 温圳 前坊 三里 梅庄 民和 长埠 石鼻 鼎湖 东阳 万埠 新民
        瑶里 鹅湖 经公桥 勒功 西湖 罗家桥 涌山 众埠 接渡 镇桥 乐港 十里岗 名口 礼林 后港 塔前 双田 临港 高家 浯口 桃岭
        澧溪 白岭 渣津 杭口 义宁 何市 太阳升 大桥 三都 清江 梅渡 云山 永丰 白槎 滩溪 燕坊 吴城 丰林 磨溪 聂桥 蛟塘 横塘
        """)

    static let villages = words(
        """
        上坊 下坪 樟树下 石桥 老屋 新屋 塘头 岭下 桥头 水口 大屋 井头 枫林 长岗 竹山 沙洲 坪上 黄泥塘 高岭 罗坊 杨家 李家
        刘家 周家 熊家 万家 陈坊 胡家边 邓坊 曾家湾 江边 湖头 梅林 桂花 茶园 牛头岭 上湾 下湾 东源 西源 南山 北坑 龙潭 凤凰
        """)

    static let streets = words("人民路 解放路 建设路 胜利路 中山路 八一大道 井冈山大道 赣江路 朝阳路 沿河路 文化路 育才路 站前路 阳明路")

    static let schoolWords = words("育新 希望 实验 光明 红星 东风 向阳 育才 新华 曙光 前进 团结 胜利 崇文 青云 滨江 阳明 豫章 启明 振兴")

    private static func distinct(_ text: String) -> [String] {
        var seen: Set<Character> = []
        return text.filter { !$0.isWhitespace && seen.insert($0).inserted }.map { String($0) }
    }

    private static func words(_ text: String) -> [String] { text.split(whereSeparator: \.isWhitespace).map { String($0) } }
}
