/// A county of Jiangxi on 2013-09-01, with the code that its older inhabitants carry in their ID numbers.
struct County: Sendable {
    let index: Int
    let code: Int
    let name: String
    let prefecture: String
    let prefectureCode: Int
    /// The code before the prefecture became a city (1998–2000); 0 where it did not change.
    let oldCode: Int

    var code12: String { "\(code)000000" }
    var shortName: String { String(name.count > 2 ? name.dropLast() : name[...]) }
    var folder: String { "\(prefecture)/\(code)\(name)" }

    /// The region of somebody first registered here who was born on this day.
    func region(birthDay: Int32) -> Int { oldCode != 0 && birthDay < 10_957 ? oldCode : code }

    static let all: [County] = parse(table)

    private static func parse(_ text: String) -> [County] {
        var counties: [County] = []
        var prefecture = ("", 0)
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            if words[0] == "#" {
                prefecture = (String(words[1]), Int(words[2]) ?? 0)
            } else {
                counties.append(
                    County(
                        index: counties.count, code: Int(words[0]) ?? 0, name: String(words[1]),
                        prefecture: prefecture.0, prefectureCode: prefecture.1,
                        oldCode: words.count > 2 ? Int(words[2]) ?? 0 : 0))
            }
        }
        return counties
    }

    /// County code, name and old code of the same place; GB/T 2260, revision of 2013-08.
    private static let table = """
        # 南昌市 360100
        360102 东湖区
        360103 西湖区
        360104 青云谱区
        360105 湾里区
        360111 青山湖区
        360121 南昌县
        360122 新建县
        360123 安义县
        360124 进贤县
        # 景德镇市 360200
        360202 昌江区
        360203 珠山区
        360222 浮梁县
        360281 乐平市
        # 萍乡市 360300
        360302 安源区
        360313 湘东区
        360321 莲花县
        360322 上栗县
        360323 芦溪县
        # 九江市 360400
        360402 庐山区
        360403 浔阳区
        360421 九江县
        360423 武宁县
        360424 修水县
        360425 永修县
        360426 德安县
        360427 星子县
        360428 都昌县
        360429 湖口县
        360430 彭泽县
        360481 瑞昌市
        360482 共青城市
        # 新余市 360500
        360502 渝水区
        360521 分宜县
        # 鹰潭市 360600
        360602 月湖区
        360622 余江县
        360681 贵溪市
        # 赣州市 360700
        360702 章贡区 362101
        360721 赣县 362121
        360722 信丰县 362123
        360723 大余县 362124
        360724 上犹县 362125
        360725 崇义县 362126
        360726 安远县 362127
        360727 龙南县 362128
        360728 定南县 362129
        360729 全南县 362130
        360730 宁都县 362131
        360731 于都县 362132
        360732 兴国县 362133
        360733 会昌县 362135
        360734 寻乌县 362136
        360735 石城县 362137
        360781 瑞金市 362102
        360782 南康市 362103
        # 吉安市 360800
        360802 吉州区 362401
        360803 青原区
        360821 吉安县 362421
        360822 吉水县 362422
        360823 峡江县 362423
        360824 新干县 362424
        360825 永丰县 362425
        360826 泰和县 362426
        360827 遂川县 362427
        360828 万安县 362428
        360829 安福县 362429
        360830 永新县 362430
        360881 井冈山市 362402
        # 宜春市 360900
        360902 袁州区 362201
        360921 奉新县 362226
        360922 万载县 362227
        360923 上高县 362228
        360924 宜丰县 362229
        360925 靖安县 362232
        360926 铜鼓县 362233
        360981 丰城市 362202
        360982 樟树市 362203
        360983 高安市 362204
        # 抚州市 361000
        361002 临川区 362502
        361021 南城县 362522
        361022 黎川县 362523
        361023 南丰县 362524
        361024 崇仁县 362525
        361025 乐安县 362526
        361026 宜黄县 362527
        361027 金溪县 362528
        361028 资溪县 362529
        361029 东乡县 362531
        361030 广昌县 362532
        # 上饶市 361100
        361102 信州区 362301
        361121 上饶县 362321
        361122 广丰县 362322
        361123 玉山县 362323
        361124 铅山县 362324
        361125 横峰县 362325
        361126 弋阳县 362326
        361127 余干县 362329
        361128 鄱阳县 362330
        361129 万年县 362331
        361130 婺源县 362334
        361181 德兴市 362302
        """

    /// Counties of other provinces where migrants' children are registered.
    static let elsewhere: [Int] = [
        330104, 330127, 330282, 330304, 330326, 330328, 330822, 340123, 340222, 340503, 340822, 350302, 350421, 350425,
        350428, 350505, 350524, 350526, 350782, 350921, 410211, 410481, 410802, 411321, 411323, 411402, 411628, 411724,
        420106, 420114, 420222, 420321, 420506, 420625, 420923, 421024, 430211, 430406, 430523, 430726, 431024, 440104,
        440106, 440403, 440604, 440784, 441303, 441421, 445281, 445302, 445322, 510104, 510311, 510525, 511111, 511113,
        511304, 511781, 511922, 513224, 513336, 513431, 513437,
    ]
}
