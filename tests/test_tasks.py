"""Tasks in prose: what is one task, whose it is, and what is none."""

from __future__ import annotations

from pathlib import Path

import golden
import pytest
from readings import PLANS, extraction, facts, plan

from kg.extract.reading import extract
from kg.model.extraction import Extraction

HEAD = "某局2021年政务公开工作要点\n"

Fact = tuple[str | None, str, list[tuple[str, str]]]

FORMS: list[tuple[str, list[Fact], str]] = [
    ("一、公开\n（一）公开规划。及时公布规划。（综合科，各相关科室）\n（二）公开预算。（财务科牵头）",
     [("(一)", "公开规划。及时公布规划。", [("综合科", "responsible"), ("各相关科室", "responsible")]),
      ("(二)", "公开预算。", [("财务科", "lead")])], "a bracket closes an item"),
    ("一、公开1.公开许可信息。（审批科）推动公开执法信息。（执法科）2.公开预算。（财务科）",
     [("1", "公开许可信息。", [("审批科", "responsible")]), ("1", "推动公开执法信息。", [("执法科", "responsible")]),
      ("2", "公开预算。", [("财务科", "responsible")])], "several brackets in an item are several tasks"),
    ("一、公开\n1．公开规划。\n牵头部门：综合科\n参与部门：法规科\n完成时限：2021年6月底前\n2．公开预算。\n牵头部门：财务科",
     [("1", "公开规划。", [("综合科", "lead"), ("法规科", "support")]), ("2", "公开预算。", [("财务科", "lead")])],
     "key lines"),
    ("一、公开 （一）公开规划。及时公布规划。 责任单位：综合科。 （二）公开预算。 责任单位：财务科。",
     [("(一)", "公开规划。及时公布规划。", [("综合科", "responsible")]), ("(二)", "公开预算。", [("财务科", "responsible")])],
     "keys in running text"),
    ("一、公开\n1.公开规划。综合科牵头，各科室配合。\n2.公开预算。财务科负责。",
     [("1", "公开规划。", [("综合科", "lead"), ("各科室", "support")]), ("2", "公开预算。", [("财务科", "responsible")])],
     "a clause that closes the item"),
    ("一、公开\n（一）公开规划。\n（1）牵头单位：综合科\n（2）配合单位：法规科\n（二）公开预算。\n（1）牵头单位：财务科\n（2）配合单位：办公室",
     [("(一)", "公开规划。", [("综合科", "lead"), ("法规科", "support")]), ("(二)", "公开预算。", [("财务科", "lead"), ("办公室", "support")])],
     "keys that bear numbers are no items"),
    ("一、公开\n1.公开规划。\n完成时限：6月底前\n由综合科牵头，法规科配合。\n2.公开预算。财务科负责\n完成时限：二、四季度",
     [("1", "公开规划。", [("综合科", "lead"), ("法规科", "support")]), ("2", "公开预算。", [("财务科", "responsible")])],
     "a key that says when beside a clause that says who"),
    ("一、公开\n（一）公开规划。\n（二）公开预算。（财务科）\n以上任务由综合科负责，各科室配合。\n二、解读\n1.做好解读。\n上述工作由法规科牵头\n2.回应关切。",
     [("(一)", "公开规划。", [("综合科", "responsible"), ("各科室", "support")]), ("(二)", "公开预算。", [("财务科", "responsible")]),
      ("1", "做好解读。", [("法规科", "lead")]), ("2", "回应关切。", [])],
     "a line about all tasks above is for those of its section that state none"),
    ("1.公开规划。\n2.公开预算。\n（以上各项责任单位：综合科）\n3.做好解读。\n4.做好回应。\n以上3－4项由法规科负责。",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("综合科", "responsible")]),
      ("3", "做好解读。", [("法规科", "responsible")]), ("4", "做好回应。", [("法规科", "responsible")])],
     "… of its list where there is no section, from the last such line on"),
    ("一、公开\n1.公开规划。\n2.公开预算。\n上述信息由各科室在形成之日起公开。",
     [("1", "公开规划。", []), ("2", "公开预算。\n上述信息由各科室在形成之日起公开。", [])], "a line that demands something is none"),
    ("一、公开\n1.公开规划。综合科、各科室负责落实\n进一步公开计划。法规科牵头落实\n2.公开预算。财务科负责",
     [("1", "公开规划。", [("综合科", "responsible"), ("各科室", "responsible")]), ("1", "进一步公开计划。", [("法规科", "lead")]),
      ("2", "公开预算。", [("财务科", "responsible")])], "each paragraph of an item may end in such a clause, without a stop"),
    ("一、公开\n1.公开规划。\n2.公开预算。", [("1", "公开规划。", []), ("2", "公开预算。", [])],
     "without statements the lowest items"),
    ("一、公开\n（一）公开规划（牵头单位：综合科）\n1.公布规划全文。（综合科、法规科）\n2.做好规划解读。（法规科）\n"
     "（二）公开预算（牵头单位：财务科）\n1.公布预算报告。（财务科、各科室）",
     [("1", "公布规划全文。", [("综合科", "responsible"), ("法规科", "responsible")]), ("2", "做好规划解读。", [("法规科", "responsible")]),
      ("1", "公布预算报告。", [("财务科", "responsible"), ("各科室", "responsible")])],
     "a title of one line is no task where what stands below states who answers for it"),
    ("一、公开\n（一）规划（牵头单位：综合科；目标：全省前五）\n1.公布规划全文。\n2.做好规划解读。\n（二）预算（牵头单位：财务科）\n3.公布预算报告。\n4.细化预算表格。",
     [("1", "公布规划全文。", [("综合科", "lead")]), ("2", "做好规划解读。", [("综合科", "lead")]),
      ("3", "公布预算报告。", [("财务科", "lead")]), ("4", "细化预算表格。", [("财务科", "lead")])],
     "who leads below titles whose items are counted on from one to the next leads each of them"),
    ("一、规划领域（综合科牵头）\n全面公开规划，提高透明度。\n1.公布规划全文。\n2.做好规划解读。\n二、预算领域（财务科牵头）\n逐步细化预算。\n3.公布预算报告。\n4.细化预算表格。",
     [("1", "公布规划全文。", [("综合科", "lead")]), ("2", "做好规划解读。", [("综合科", "lead")]),
      ("3", "公布预算报告。", [("财务科", "lead")]), ("4", "细化预算表格。", [("财务科", "lead")])],
     "… though a paragraph says why between them"),
    ("一、公开\n1.公布规划全文。\n二、职责分工\n（一）市公安局。牵头做好登记备案工作。\n（二）市税务局。采用链接跳转的方式公开办税指南。\n"
     "（三）加强协调。做好平台对接。",
     [("1", "公布规划全文。", []), ("(一)", "牵头做好登记备案工作。", [("市公安局", "lead")]),
      ("(二)", "采用链接跳转的方式公开办税指南。", [("市税务局", "responsible")]), ("(三)", "加强协调。做好平台对接。", [])],
     "units that stand before the first full stop where a title parts the work among them"),
    ("（一）市场准入。（综合科牵头）\n1．公布准入清单。\n2．开展效能评估。\n（二）登记财产。（财务科牵头）\n3．公布办理指南。\n4．压减办理时间。",
     [(str(at), words, [("综合科" if at < 3 else "财务科", "lead")]) for at, words in enumerate(
         ("公布准入清单。", "开展效能评估。", "公布办理指南。", "压减办理时间。"), 1)], "… though its title ends in a full stop"),
    ("一、环境\n（一）规划（综合科牵头）\n1、公布规划全文。\n2、做好规划解读。\n（二）预算（财务科牵头）\n3、公布预算报告。\n二、保障（办公室牵头）\n"
     "4、强化改革引领。\n5、加强宣传。",
     [(str(at), words, [(unit, "lead")]) for at, (words, unit) in enumerate(
         (("公布规划全文。", "综合科"), ("做好规划解读。", "综合科"), ("公布预算报告。", "财务科"), ("强化改革引领。", "办公室"),
          ("加强宣传。", "办公室")), 1)], "… though they are counted on below a title of another level"),
    ("一、总体要求\n（一）指导思想。深入贯彻会议精神，全面推进公开。\n（二）工作目标。到2021年全面公开。\n二、任务\n（一）公开规划。",
     [("(一)", "公开规划。", [])], "aims and scope are none"),
    ("一、明确范围\n本方案所称中介服务，是指各部门要求委托开展的服务。\n二、加强公开\n各科室要公开规划信息。",
     [("二", "加强公开\n各科室要公开规划信息。", [])], "definitions are none; a section without items is one"),
    ("一、公开\n（一）主动公开工作包括：1、将信息上传网站；2、将纸质版报送办公室。\n（二）做好解读。",
     [("(一)", "主动公开工作包括：1、将信息上传网站；2、将纸质版报送办公室。", []), ("(二)", "做好解读。", [])],
     "an enumeration inside a sentence"),
    ("一、公开（责任单位：综合科）\n1.公开规划。\n2.公开预算。\n二、解读（责任单位：法规科）\n1.做好解读。\n2.回应关切。",
     [("一", "公开1.公开规划。\n2.公开预算。", [("综合科", "responsible")]),
      ("二", "解读1.做好解读。\n2.回应关切。", [("法规科", "responsible")])], "a statement beside a heading is for all below"),
    ("一、公开\n1.公开规划。\n2.公开预算。（财务科）\n二、解读\n3.做好解读。\n4.做好回应。（法规科）",
     [("一", "公开\n1.公开规划。\n2.公开预算。", [("财务科", "responsible")]),
      ("二", "解读\n3.做好解读。\n4.做好回应。", [("法规科", "responsible")])], "several lists are each closed by one bracket"),
    ("第三条 服务局每季度通报评价情况。\n第四条 各部门应当公布结果。",
     [("第三条", "服务局每季度通报评价情况。", []), ("第四条", "各部门应当公布结果。", [])], "a unit with its rhythm and its act demands"),
    ("一、获得电力（责任单位：供电局）\n1.压减办电环节和时间。\n二、获得用水\n2.精简用水材料。",
     [("一", "获得电力1.压减办电环节和时间。", [("供电局", "responsible")]), ("2", "精简用水材料。", [])], "verbs of making less demand too"),
    ("一、公开\n1.公开规划。（责任单位：1.甲局；2.乙局）\n2.公开预算。（责任单位：财务局）\n3.做好解读。（责任单位：丙局）",
     [("1", "公开规划。", [("甲局", "responsible"), ("乙局", "responsible")]), ("2", "公开预算。", [("财务局", "responsible")]),
      ("3", "做好解读。", [("丙局", "responsible")])], "numbers of units in the bracket of a key are no items"),
    ("一、明确公开范围\n原则上一律公开。各单位要进一步明确公开重点。\n二、公开预算\n各科室要公开预算。",
     [("一", "明确公开范围\n原则上一律公开。各单位要进一步明确公开重点。", []), ("二", "公开预算\n各科室要公开预算。", [])],
     "… but to settle a scope may be demanded"),
    ("一、目标任务\n1.以公开为主线，以创新为动力，全面推进工作。\n2.以网站为平台，公开预算。\n二、公开\n3.公开规划。",
     [("2", "以网站为平台，公开预算。", []), ("3", "公开规划。", [])], "aims below their title, unlike what is done by some means"),
    ("一、公开\n（一）公开标准。业务部门负责管理实施（学校内由主管部门负责），制定标准。\n（二）公开预算。（财务科）",
     [("(一)", "公开标准。业务部门负责管理实施（学校内由主管部门负责），制定标准。", []), ("(二)", "公开预算。", [("财务科", "responsible")])],
     "what a bracket amid a sentence says of a part states nothing"),
    ("一、公开\n各单位要统筹推进以下工作。\n1.公开规划。综合科负责，各科室配合。\n2.公开预算。由财务科牵头。\n3.做好解读。（法规科）",
     [("1", "公开规划。", [("综合科", "responsible"), ("各科室", "support")]), ("2", "公开预算。", [("财务科", "lead")]),
      ("3", "做好解读。", [("法规科", "responsible")])], "a bracket of the last item is its own where the others end in clauses"),
    ("一、公开\n1.公开规划。\n（1）公开总规。（综合科）\n（2）公开详规。（法规科）\n2.公开预算。\n（1）编制目录；\n（2）公开决算。\n（财务科牵头，办公室配合）",
     [("(1)", "公开总规。", [("综合科", "responsible")]), ("(2)", "公开详规。", [("法规科", "responsible")]),
      ("2", "公开预算。\n（1）编制目录；\n（2）公开决算。", [("财务科", "lead"), ("办公室", "support")])],
     "… of the whole where it has a line of its own, and others of its style stand at ends"),
    ("二、分工\n1.经济发展局：行政征收网上公开。\n2.国土资源局：矿业权出让网上公开。主要任务如下：1.编制目录。2.公布目录。",
     [("1", "行政征收网上公开。", [("经济发展局", "responsible")]), ("2", "矿业权出让网上公开。", [("国土资源局", "responsible")]),
      ("1", "编制目录。", []), ("2", "公布目录。", [])],
     "an item that begins with its unit"),
    ("一、公开\n1.公开规划。 责任单位：综合科 1.公开预算、决算。 责任单位：财务科、法规科 2.做好解读。 责任单位：综合科",
     [("1", "公开规划。", [("综合科", "responsible")]),
      ("1", "公开预算、决算。", [("财务科", "responsible"), ("法规科", "responsible")]),
      ("2", "做好解读。", [("综合科", "responsible")])], "a number ends a run-on list, whatever its value"),
    ("一、指导思想树立公开理念，加强监管。\n二、整治对象 全区企业要纳入。\n三、任务\n（一）各科室要公开规划。\n（二）各科室要公开预算。",
     [("(一)", "各科室要公开规划。", []), ("(二)", "各科室要公开预算。", [])], "aims with their text glued to them"),
    ("一、进度\n1.2020年9月底前制定方案\n2.2020年11月底前编制目录",
     [("1", "2020年9月底前制定方案", []), ("2", "2020年11月底前编制目录", [])], "items that begin with a year"),
    ("一、公开\n1.公开规划。\n——责任单位：综合科\n2.公开预算。\n（以上责任单位：财务科）",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible")])],
     "keys behind a dash and behind 以上"),
    ("一、公开\n（一）公开规划。\n（二）公开预算。\n主办单位：某县人民政府 版权所有：某市人民政府\n地址：某路1号 邮编：100000",
     [("(一)", "公开规划。", []), ("(二)", "公开预算。", [])], "a page foot states nothing"),
    ("一、公开\n一是公开规划。及时公布规划。（综合科）\n二是公开预算。（财务科）",
     [("一", "公开规划。及时公布规划。", [("综合科", "responsible")]), ("二", "公开预算。", [("财务科", "responsible")])],
     "一是…二是… under a heading are items"),
    ("一、公开\n（一）公开规划。一是公开文本。二是公开图件。（综合科）\n（二）公开预算。（财务科）",
     [("(一)", "公开规划。一是公开文本。二是公开图件。", [("综合科", "responsible")]), ("(二)", "公开预算。", [("财务科", "responsible")])],
     "一是…二是… behind a sentence go on with it"),
    ("一、公开\n（一）公开规划。一是公开文本。二是公开图件。责任单位：综合科\n公开预算。一是公开总表。二是公开说明。责任单位：财务科\n（三）公开决算。（财务科）",
     [("(一)", "公开规划。一是公开文本。二是公开图件。", [("综合科", "responsible")]),
      (None, "公开预算。一是公开总表。二是公开说明。", [("财务科", "responsible")]), ("(三)", "公开决算。", [("财务科", "responsible")])],
     "… though a second list follows where a number is lost"),
    ("一、各单位要突出重点。今年要做好以下工作：（一）推进预算公开；（二）加强网站建设；（三）完善审批公开。\n二、公开规划。",
     [("(一)", "推进预算公开；", []), ("(二)", "加强网站建设；", []), ("(三)", "完善审批公开。", []), ("二", "公开规划。", [])],
     "semicolons part demands that a sentence leads to as work to be done"),
    ("一、公开\n（一）权力清单。①公布清单；②校核清单；③公开依据。（编办牵头）\n（二）执法结果。①公开案件；②公开整改。（农业局）",
     [("(一)", "权力清单。①公布清单；②校核清单；③公开依据。", [("编办", "lead")]), ("(二)", "执法结果。①公开案件；②公开整改。", [("农业局", "responsible")])],
     "a bracket behind points that semicolons part is that of the item"),
    ("一、公开\n1.优化栏目。撤并栏目。\n6月底前完成。办公室牵头，宣传处配合。\n2.保障更新。每周更新。\n长期坚持。宣传处负责。",
     [("1", "优化栏目。撤并栏目。", [("办公室", "lead"), ("宣传处", "support")]), ("2", "保障更新。每周更新。", [("宣传处", "responsible")])],
     "a line may say when before it says who"),
    ("一、公开\n1.成立专班。组建专班。\n责任单位：办公室、试点主管部门\n完成时限：6月底\n2.制定方案。列出清单。\n责任单位：综合科\n完成时限：7月底",
     [("1", "成立专班。组建专班。", [("办公室", "responsible"), ("试点主管部门", "responsible")]),
      ("2", "制定方案。列出清单。", [("综合科", "responsible")])], "keys on lines are no heads of a table, though a name above ends like one"),
    ("1 公开\n1.1 公开规划。（综合科）\n1.2 公开预算。（财务科）\n2 解读\n2.1 做好解读。（法规科）",
     [("1.1", "公开规划。", [("综合科", "responsible")]), ("1.2", "公开预算。", [("财务科", "responsible")]),
      ("2.1", "做好解读。", [("法规科", "responsible")])], "decimal numbers"),
    ("一、公开\n⑴公开规划。（综合科）\n⑵公开预算。（财务科）\n二、解读\nA.做好解读。（法规科）\nB.做好回应。（办公室）",
     [("(1)", "公开规划。", [("综合科", "responsible")]), ("(2)", "公开预算。", [("财务科", "responsible")]),
      ("A", "做好解读。", [("法规科", "responsible")]), ("B", "做好回应。", [("办公室", "responsible")])], "signs and letters"),
    ("一、公开\n●公开规划。（综合科）\n●公开预算。（财务科）",
     [(None, "公开规划。", [("综合科", "responsible")]), (None, "公开预算。", [("财务科", "responsible")])], "bullets"),
    ("一、公开\n（一）公开规划。及时公布规划。\n（二）推进标准化规范化\n二、解读\n1.做好解读。",
     [("(一)", "公开规划。及时公布规划。", []), ("1", "做好解读。", [])], "a title with nothing below it, beside items with text"),
    ("一、公开\n1.公开规划。（综合科）\n公开预算。（财务科）\n3.做好解读。（法规科）",
     [("1", "公开规划。", [("综合科", "responsible")]), (None, "公开预算。", [("财务科", "responsible")]),
      ("3", "做好解读。", [("法规科", "responsible")])], "a paragraph with its own bracket where a number is lost"),
    ("一、公开\n（一）公开规划。（综合科）\n（二）建立考核制度。（考核办负责）\n对真抓实干的地方，要予以表扬激励。",
     [("(一)", "公开规划。", [("综合科", "responsible")]), ("(二)", "建立考核制度。", [("考核办", "responsible")]),
      (None, "对真抓实干的地方，要予以表扬激励。", [])], "a paragraph behind the last statement speaks of the whole plan"),
    ("第一章 公开\n第一条 各科室应当及时公开下列信息：\n（一）规划；\n（二）预算。\n第二条 办公室负责推进公开工作。",
     [("第一条", "各科室应当及时公开下列信息：\n（一）规划；\n（二）预算。", []), ("第二条", "办公室负责推进公开工作。", [])],
     "a list that demands nothing belongs to the sentence before its colon"),
    ("一、公开\n（一）公开规划。（综合科）\n（二）公开预算。1.公布预算。2.公布决算。（财务科牵头，各科室配合）",
     [("(一)", "公开规划。", [("综合科", "responsible")]),
      ("(二)", "公开预算。1.公布预算。2.公布决算。", [("财务科", "lead"), ("各科室", "support")])],
     "a bracket behind the last of some parts is for the whole where such parts state none"),
    ("一、指导思想和基本原则以新思想为指导，全面推进公开。\n二、任务\n1.公开规划。\n2.公开预算。",
     [("1", "公开规划。", []), ("2", "公开预算。", [])], "a frame of two words with its text glued to it"),
    ("一、公开 （一）公开规划。及时公布规划。 （二）公开预算。及时公布预算信息。 来源：某局 附件下载",
     [("(一)", "公开规划。及时公布规划。", []), ("(二)", "公开预算。及时公布预算信息。", [])], "the foot of a web page run on"),
    ("一、公开\n（一）公开规划。（办公室）\n（二）公开预算。\n责任单位：财务科\n\n主　持：陈某某\n参　加：吴　涛　何建华　周　勇\n记　录：邹某\n",
     [("(一)", "公开规划。", [("办公室", "responsible")]), ("(二)", "公开预算。", [("财务科", "responsible")])], "who met is no unit"),
    ("一、公开\n（一）公开规划。（办公室）\n（二）公开预算。\n\n主办单位：某县人民政府办公室  某公网安备33092202000111号",
     [("(一)", "公开规划。", [("办公室", "responsible")]), ("(二)", "公开预算。", [])], "who runs a site"),
    ("一、公开\n主办单位：综合科\n完成时间：6月底前完成\n二、公开预算。 主办单位：财务科 完成时间：9月底前完成 附件下载",
     [("一", "公开", [("综合科", "responsible")]), ("二", "公开预算。", [("财务科", "responsible")])], "keys above the foot of a web page"),
    ("一、公开\n（一）公开规划，建设各级“两馆”（档案馆、图书馆）查询场所。及时更新规划。（综合科）",
     [("(一)", "公开规划，建设各级“两馆”（档案馆、图书馆）查询场所。及时更新规划。", [("综合科", "responsible")])],
     "a bracket amid a sentence tells what a quoted word stands for"),
    ("一、公开\n（一）公开规划。\n牵头单位：综合科\n试点单位：第一批：甲局、乙局，6月底前完成；第二批：其他部门，12月底前完成。\n（二）公开预算。\n牵头单位：财务科",
     [("(一)", "公开规划。", [("综合科", "lead")]), ("(二)", "公开预算。", [("财务科", "lead")])], "where something is tried is an aside"),
    ("一、公开\n（一）公开规划。财政局负责，教育局协助。完成时间：6月底前。\n（二）公开预算。财政局负责。完成时间：9月底前。",
     [("(一)", "公开规划。", [("财政局", "responsible"), ("教育局", "support")]), ("(二)", "公开预算。", [("财政局", "responsible")])],
     "a closing clause before the key of a limit"),
    ("一、公开 （一）公开规划。（综合科） （二）公开预算。每月通报。 本方案自印发之日起施行，《旧方案》同时废止。 文件解读： 一图读懂",
     [("(一)", "公开规划。", [("综合科", "responsible")]), ("(二)", "公开预算。每月通报。", [])], "when a plan takes effect, and a page's links"),
    ("一、公开\n（一）公开政策\n以官方微信公众号、相关杂志为主阵地，发布政策信息，提高知晓率。",
     [("(一)", "公开政策\n以官方微信公众号、相关杂志为主阵地，发布政策信息，提高知晓率。", [])], "a channel in the last sentence is no foot"),
    ("公开规划\n及时公布规划文本和图件，方便群众查询。\n公开预算\n及时公布部门预算和决算，接受社会监督。",
     [(None, "公开规划\n及时公布规划文本和图件，方便群众查询。", []),
      (None, "公开预算\n及时公布部门预算和决算，接受社会监督。", [])], "titles without numbers over their paragraphs"),
    ("指导思想\n以新思想为指导，全面推进公开工作。\n公开规划\n各科室要及时公布规划。",
     [], "one titled section beside a frame may be anything"),
    ("一、阶段\n---确定清单（4月底前）。加快梳理清单。\n---优化流程（5月底前）。全面优化流程。",
     [(None, "确定清单（4月底前）。加快梳理清单。", []), (None, "优化流程（5月底前）。全面优化流程。", [])], "items with dashes"),
    ("一、公开公报。每季度公布公报。甲科牵头。\n二、做好年报编制。及时公布年报。由办公室负责。\n请各责任科室确定专人，抓好落实。",
     [("一", "公开公报。每季度公布公报。", [("甲科", "lead")]), ("二", "做好年报编制。及时公布年报。", [("办公室", "responsible")])],
     "a clause closes the last item above a paragraph to everybody"),
    ("一、落实责任\n各科室要抓好落实。\n二、加强督查\n办公室要加强督查，督促抓紧实施，及时通报情况。\n附件中责任人变动后，由继任者担任，不再另行行文。\n"
     "请各科室抓好落实。",
     [("一", "落实责任\n各科室要抓好落实。", []), ("二", "加强督查\n办公室要加强督查，督促抓紧实施，及时通报情况。", [])],
     "remarks behind the last item are none of it"),
    ("一、公开规划。\n及时公布规划。\n二、保障措施\n二、保障措施\n各科室要确定联络员，报办公室。",
     [("一", "公开规划。\n及时公布规划。", []), ("二", "保障措施\n各科室要确定联络员，报办公室。", [])],
     "a title that is printed twice is one"),
    ("一、步骤\n（一）动员阶段。召开动员会。\n（二）实施阶段。抓好任务落实。\n（三）验收阶段。各站所对照任务自查，纪委逐村检查。",
     [("(一)", "动员阶段。召开动员会。", []), ("(二)", "实施阶段。抓好任务落实。", []),
      ("(三)", "验收阶段。各站所对照任务自查，纪委逐村检查。", [])], "an item among items that demand something is one"),
    ("一、整治内容\n清理招投标文件中的壁垒。重点针对以下问题：\n1.限定投标人的所有制形式。\n2.要求投标人在本地设立分公司。\n"
     "二、整治方式\n1.全面清理文件。\n2.开展随机抽查。",
     [("1", "全面清理文件。", []), ("2", "开展随机抽查。", [])], "faults that a list names demand nothing"),
    ("1.投资1000万元建设厂房。\n2.打造生产基地。\n3.推进园区建设。\n4.本要点由办公室负责解释。",
     [("1", "投资1000万元建设厂房。", []), ("2", "打造生产基地。", []), ("3", "推进园区建设。", [])],
     "in a list without headings too, but who explains the plan is none"),
    ("一、落实\n（一）各科室要抓好落实。\n（二）各科室要总结经验。\n（三）本要点自印发之日起施行。",
     [("(一)", "各科室要抓好落实。", []), ("(二)", "各科室要总结经验。", [])], "when a plan takes effect is none even there"),
    ("一、说明\n（一）各科室要抓好落实。\n（二）专栏在首页左侧。",
     [("(一)", "各科室要抓好落实。", [])], "half a list does not speak for the other half"),
    ("一、管理\n（一）各科室要公开规划。\n（二）各科室要管理文件的有效期，专人保管案件信息档案。\n本细则自2018年8月1日起实施，有效期至2023年7月31日。",
     [("(一)", "各科室要公开规划。", []), ("(二)", "各科室要管理文件的有效期，专人保管案件信息档案。", [])],
     "when a plan takes effect is cut off the last item, which may speak of such limits itself"),
    ("各市林业主管部门：\n为认真贯彻上级决策部署，大力推进公开，现就有关事项通知如下：\n一、公开\n（一）公开规划。责任单位：综合科",
     [("(一)", "公开规划。", [("综合科", "responsible")])], "departments that are addressed are no key"),
    ("一、加强解读\n责任单位：法规科\n做好解读工作。\n二、公开预算。做好热线。责任领导及单位：张三",
     [("一", "加强解读做好解读工作。", [("法规科", "responsible")]), ("二", "公开预算。做好热线。责任领导及单位：张三", [])],
     "a short requirement below its statement; no unit before a colon further on"),
    ("● 某办〔2019〕15号\n各科室：\n现将有关要求印发给你们，请认真执行。\n一、公开\n（一）公开规划。\n（二）公开预算。",
     [("(一)", "公开规划。", []), ("(二)", "公开预算。", [])], "a bullet of a page's head that runs into the notice"),
    ("一、公开\n1.公开规划。——综合科\n2.公开预算。——财务科、办公室\n3.公开清单：——规划；——预算。",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible"), ("办公室", "responsible")]),
      ("3", "公开清单：——规划；——预算。", [])], "a dash leads to units behind a sentence, to parts of one inside it"),
    ("一、公开\n1.公开规划（综合科牵头），公开计划（法规科牵头）。\n2.公开预算（财务科）；公开决算（财务科）。\n3.公开年报（办公室）",
     [("1", "公开规划", [("综合科", "lead")]), ("1", "公开计划", [("法规科", "lead")]), ("2", "公开预算", [("财务科", "responsible")]),
      ("2", "公开决算", [("财务科", "responsible")]), ("3", "公开年报", [("办公室", "responsible")])],
     "brackets right behind the words, where several stand so"),
    ("一、公开\n1.公开预算要求报送省厅（办公室）\n2.做好解读。", [("1", "公开预算要求报送省厅（办公室）", []), ("2", "做好解读。", [])],
     "one bracket behind a unit is its office"),
    ("一、公开单位\n1.市场监管局（知识产权局）\n2.文旅局（文物局）\n3.大数据局\n二、任务\n（一）公开规划。", [("(一)", "公开规划。", [])],
     "a list of units sets no tasks"),
    ("一、公开\n（一）编制目录。（办公室）\n1.公开规划。（综合科）\n2.公开预算。（财务科）",
     [("(一)", "编制目录。", [("办公室", "responsible")]), ("1", "公开规划。", [("综合科", "responsible")]),
      ("2", "公开预算。", [("财务科", "responsible")])], "an item that states its own above items that state theirs"),
    ("**一、公开**\n**1.公开规划。**及时公布。（综合科）\n**2.公开预算。**（财务科）",
     [("1", "公开规划。**及时公布。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible")])],
     "stars that set words in bold hide no numbers"),
    ("一、培训时间\n2021年5月20日。\n二、培训地点\n局三楼会议室。\n三、参训人员\n各科室联络员。\n四、要求\n（一）请各科室于5月18日前将名单报办公室。\n"
     "（二）参训人员要准时参加。",
     [("(一)", "请各科室于5月18日前将名单报办公室。", []), ("(二)", "参训人员要准时参加。", [])], "when, where and who of a meeting"),
    ("一、公示目的\n主动公开重点任务，接受监督。\n二、公示范围和时间\n（一）公示范围 除涉密外，各部门重点工作将进行公示。\n三、公示要求\n（一）各部门要及时报送。",
     [("(一)", "各部门要及时报送。", [])], "purpose, scope and time of what is shown to the public"),
    ("一、总体要求和目标任务\n（一）深刻认识公开的意义。各科室要充分认识其重要性，抓好公开工作。\n二、公示范围、方式和时间\n（一）公示内容将在网站进行公示。\n"
     "三、要求\n请各科室于5月20日前报送。", [("三", "要求\n请各科室于5月20日前报送。", [])], "scope with manner, demands with aims"),
    ("3月：\n1.公开规划。（党政办）\n2.公开预算。（各站所）\n6月：\n1.做好解读。（各站所）",
     [("1", "公开规划。", [("党政办", "responsible")]), ("2", "公开预算。", [("各站所", "responsible")]), ("1", "做好解读。", [("各站所", "responsible")])],
     "months with a colon head lists"),
    ("一、公开\n1.公开规划。（综合科）\n2.公开预算。（财务科）\n公开方式：门户网站。\n3.公开执法。（法规科）",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible")]), ("3", "公开执法。", [("法规科", "responsible")])],
     "how something is published is no line of the back matter"),
    ("一、公开\n1.公开财政预决算信息。责任单位：县财政局\n2.公开行政执法信息。责任单位：县司法局、各单位\n3.公开就业帮扶信息。责任单位：县人社局\n"
     "4.公开教育领域信息。责任单位：县教育局\n公开医疗卫生信息。责任单位：县卫健局\n公开社会救助信息。责任单位：县民政局",
     [("1", "公开财政预决算信息。", [("县财政局", "responsible")]), ("2", "公开行政执法信息。", [("县司法局", "responsible"), ("各单位", "responsible")]),
      ("3", "公开就业帮扶信息。", [("县人社局", "responsible")]), ("4", "公开教育领域信息。", [("县教育局", "responsible")]),
      ("4", "公开医疗卫生信息。", [("县卫健局", "responsible")]), ("4", "公开社会救助信息。", [("县民政局", "responsible")])],
     "lines of one length that end in units are paragraphs"),
    ("一、编制内容\n（一）总体情况；\n（二）主动公开情况；\n二、报送时间\n各单位于2022年1月20日前将报告报送办公室。",
     [("二", "报送时间\n各单位于2022年1月20日前将报告报送办公室。", [])], "what a report contains is none, by when it is due is one"),
    ("一、总体情况\n各单位能够公开信息。\n二、存在的主要问题\n（一）更新不及时。\n三、下步要求\n（一）请各单位完成整改。",
     [("(一)", "请各单位完成整改。", [])], "what was found is none"),
    ("一、申报原则\n坚持科学合理，统筹安排，突出重点。\n二、申报内容\n1.贯彻落实上级政策情况；\n2.本县重点工作；\n3.回应群众关切的事项。\n三、报送要求\n请各单位报送计划表。",
     [("三", "报送要求\n请各单位报送计划表。", [])], "principles, and what reports are about"),
    ("一、检查内容\n1.落实公开制度情况。\n2.请各科室对照清单，逐项完善信息。", [("2", "请各科室对照清单，逐项完善信息。", [])],
     "among what is checked only what addresses somebody"),
    ("一、活动时间\n在5月份集中开展公开活动，各科室尽早筹备，根据情况适时开展。\n二、活动地点\n局机关。",
     [("一", "活动时间\n在5月份集中开展公开活动，各科室尽早筹备，根据情况适时开展。", [])], "more is demanded below a title than the time that it names"),
    ("一、更新样式\n我们商技术部门设计了页面样式，同时调整了栏目，现一并印发。\n二、更新内容\n各科室要更新信息。",
     [("二", "更新内容\n各科室要更新信息。", [])], "what the issuer has made and encloses"),
    ("一、编制主体\n各县政府（以下统称县政府），市政府各部门，为年报编制主体。\n二、编制要求\n各单位要按时编制年报。",
     [("二", "编制要求\n各单位要按时编制年报。", [])], "who does it by definition"),
    ("• 欢迎访问某区政府网站！\n索引号 0001 主题分类 通知\n内容概述 要做好年报编制工作\n各科室：\n一、公开\n（一）公开规划。",
     [("(一)", "公开规划。", [])], "a bullet above the rows of a page's own head"),
    ("一、活动目的全面贯彻要求，扩大公开。\n二、活动时间2022年5月，为期一个月。\n三、活动内容\n（一）开展宣传。\n（二）公开规划。",
     [("(一)", "开展宣传。", []), ("(二)", "公开规划。", [])], "aims and times of an action"),
    ("一、活动\n（一）解读相关活动。开设政策咨询点。\n（二）发布日期：2022年5月\n（三）专栏在首页左侧。",
     [("(一)", "解读相关活动。开设政策咨询点。", [])], "a verb that is seldom used demands, the name of a date does not"),
    ("一、重点内容\n（一）扶贫信息公开。1.扶贫政策、规划等信息；2.扶贫项目的资金来源、实施期限；\n（二）民政信息公开。1.低保信息；2.救助信息。",
     [("1", "扶贫政策、规划等信息；", []), ("2", "扶贫项目的资金来源、实施期限；", []), ("1", "低保信息；", []), ("2", "救助信息。", [])],
     "a title with its stop heads the items on its line, which name what it makes public"),
    ("一、公开\n（一）主动公开下列信息。1.扶贫政策；2.扶贫项目。\n（二）做好解读。",
     [("(一)", "主动公开下列信息。1.扶贫政策；2.扶贫项目。", []), ("(二)", "做好解读。", [])], "… but a sentence that announces them keeps them"),
    ("第一章 公开\n第一条 各科室应当公开下列信息：\n（一）规划；\n（二）办理许可的依据、办理结果；\n（三）实施处罚的依据。\n第二条 做好解读。",
     [("第一条", "各科室应当公开下列信息：\n（一）规划；\n（二）办理许可的依据、办理结果；\n（三）实施处罚的依据。", []),
      ("第二条", "做好解读。", [])], "what a sentence leads to as its contents stays in it, whatever its words"),
    ("一、公开\n1.重点抓好以下工作：\n（1）公开规划；\n（2）公开预算。\n2.做好解读。",
     [("(1)", "公开规划；", []), ("(2)", "公开预算。", []), ("2", "做好解读。", [])], "work that a sentence leads to is no contents"),
    ("一、园区办牵头工作（2项）\n1.建设厂房。\n2.推进园区建设。\n二、财政局负责的任务\n（一）公开\n1.公开预算。（办公室）\n2.公开决算。",
     [("1", "建设厂房。", [("园区办", "lead")]), ("2", "推进园区建设。", [("园区办", "lead")]),
      ("1", "公开预算。", [("办公室", "responsible")]), ("2", "公开决算。", [("财政局", "responsible")])],
     "a title that names whose the tasks are, but for those with a statement of their own"),
    ("一、加强牵头工作\n1.建设厂房。\n2.推进园区建设。", [("1", "建设厂房。", []), ("2", "推进园区建设。", [])], "a title that names nobody"),
    ("一、财务科负责以下工作：\n1.公开预算。\n二、其他科室负责以下工作：\n1.做好解读。",
     [("1", "公开预算。", [("财务科", "responsible")]), ("1", "做好解读。", [("其他科室", "responsible")])], "… in a sentence"),
    ("一、财务科（1项）\n1.公开预算。\n二、办公室、法规科\n1.做好解读。",
     [("1", "公开预算。", [("财务科", "responsible")]), ("1", "做好解读。", [("办公室", "responsible"), ("法规科", "responsible")])],
     "titles that are nothing but units"),
    ("一、重点单位\n1.公开预算。\n二、主要任务\n1.做好解读。", [("1", "公开预算。", []), ("1", "做好解读。", [])],
     "a title that only ends like a unit among others that do not"),
    ("一、公开\n（一）可以将外国（地区）企业登记权限下放至县局。（审批科）\n（二）把港澳（地区）企业纳入清单。（审批科）\n"
     "（三）对外国（地区）企业公开流程。（法规科）",
     [("(一)", "可以将外国（地区）企业登记权限下放至县局。", [("审批科", "responsible")]),
      ("(二)", "把港澳（地区）企业纳入清单。", [("审批科", "responsible")]),
      ("(三)", "对外国（地区）企业公开流程。", [("法规科", "responsible")])],
     "a bracket between 将 and its verb closes no title, nor does a kind of place name a unit"),
    ("一、公开\n1.公开规划。（责任单位：综合科，其他科室。本方案各项任务均需各县〔市、区〕政府作为责任单位，以下不再列出）\n"
     "2.公开预算。（责任单位：财务科）",
     [("1", "公开规划。", [("综合科", "responsible"), ("其他科室", "responsible"), ("各县〔市、区〕政府", "responsible")]),
      ("2", "公开预算。", [("财务科", "responsible")])],
     "behind a stop in the bracket of the first task a remark on all may name one more unit"),
    ("一、充分认识公开的重要意义\n公开具有重要意义。各科室要统一思想，深刻领会。\n二、公开预算\n各科室要公开预算。",
     [("二", "公开预算\n各科室要公开预算。", [])], "a chapter about an attitude is no task, whoever it obliges to it"),
    ("一、公开规划\n（一）公开规划。\n二、推进预算公开", [("(一)", "公开规划。", [])],
     "a text that breaks off behind the title of a chapter, where the others have items"),
    ("（五）公开规划。此项工作由甲局负责。\n（六）公开预算。此项工作由乙局负责。\n七、进一步深化监督检查工作",
     [("(五)", "公开规划。", [("甲局", "responsible")]), ("(六)", "公开预算。", [("乙局", "responsible")])],
     "… or where only items of a chapter stand before it"),
    ("一、公开规划\n二、推进预算公开", [("一", "公开规划", []), ("二", "推进预算公开", [])], "… but titles alone are tasks"),
    ("一、公开\n1.公开规划。\n2.加强保障。各科室要认真制定方案，做好公开。\n"
     "各县（市、区）方案、渠道以及排查、整改等情况，要及时报送领导小组办公室。",
     [("1", "公开规划。", []), ("2", "加强保障。各科室要认真制定方案，做好公开。", []),
      (None, "各县（市、区）方案、渠道以及排查、整改等情况，要及时报送领导小组办公室。", [])],
     "a closing paragraph by what is to be reported"),
    ("一、公开\n1.公开规划。\n2.加强保障。各科室要认真制定方案，做好公开。\n"
     "各县、各科室要充分认识规范工作的意义，强化担当，抓好落实。办公室要会同各科室督促检查，重大事项及时向市政府报告。",
     [("1", "公开规划。", []), ("2", "加强保障。各科室要认真制定方案，做好公开。", []),
      (None, "办公室要会同各科室督促检查，重大事项及时向市政府报告。", [])], "… without its appeal to everybody"),
    ("一、公开\n1.公开规划。（综合科）\n2.公开预算。（财务科）\n"
     "加强激励是重要举措，对推动工作具有重要意义。各科室要制定办法，于6月底前报送办公室。\n自本通知印发之日起，原通知停止执行。",
     [("1", "公开规划。", [("综合科", "responsible")]), ("2", "公开预算。", [("财务科", "responsible")]),
      (None, "各科室要制定办法，于6月底前报送办公室。", [])], "… nor praise, nor when the document takes effect"),
    ("一、公开\n各科室要公开规划。\n二、有关要求\n各科室要加强协同。\n办公室要继续做好牵头工作。\n各县作为实施主体，要落实责任。\n本意见自印发之日起施行。",
     [("一", "公开\n各科室要公开规划。", []),
      ("二", "有关要求\n各科室要加强协同。\n办公室要继续做好牵头工作。\n各县作为实施主体，要落实责任。", [])],
     "a chapter of several paragraphs keeps the last of them, whomever it addresses"),
    ("一、公开\n1.12345热线要公开。\n2.119宣传要公开。\n3.125万元要公示。",
     [("1", "12345热线要公开。", []), ("2", "119宣传要公开。\n3.125万元要公示。", [])],
     "a number of an item before other figures, where they make no decimal"),
    ("二、分工\n1.经济发展局、财政局：惠企资金网上公开。\n2.重点：惠农资金网上公开。",
     [("1", "惠企资金网上公开。", [("经济发展局", "responsible"), ("财政局", "responsible")])],
     "units before a colon, but no other words"),
    ("一、教育（一）开展教育。〔综合科、财务科牵头，各科室、相关科室（单位）负责〕附件：某局联席会议成员名单附件某局联席会议成员名单召集人："
     "局长成员单位：综合科、财务科、法规科。",
     [("(一)", "开展教育。", [("综合科", "lead"), ("财务科", "lead"), ("各科室", "responsible"), ("相关科室(单位)", "responsible")])],
     "负责〕 behind a bracket of its own opens no key, and a list of members behind it is no task"),
    ("一、公开\n（一）公开规划。（综合科）\n（二）公开预算。（财务科）\n"
     "同一主体获得同类奖励的，按照“就高不重复”原则执行。本措施自2021年6月1日起实施，有效期至2022年12月31日。",
     [("(一)", "公开规划。", [("综合科", "responsible")]), ("(二)", "公开预算。", [("财务科", "responsible")])],
     "when a document takes effect, behind a sentence on rewards"),
    ("一、公开（一）公开规划。（二）公开预算。本意见自2021年7月23日起施行，有效期5年。附件：1.清单",
     [("(一)", "公开规划。", []), ("(二)", "公开预算。", [])], "… behind the last item in one line"),
    ("一、公开（一）公开规划。（二）公开预算。 上述措施所称人员范围为本局人员、窗口人员。",
     [("(一)", "公开规划。", []), ("(二)", "公开预算。", [])], "what a word means, in one line"),
    ("一、公开（一）公开规划。责任单位：综合科（二）公开预算。责任单位：财务科附件：1.清单",
     [("(一)", "公开规划。", [("综合科", "responsible")]), ("(二)", "公开预算。", [("财务科", "responsible")])],
     "annexes glued to a list of units"),
    ("一、公开（一）公开规划。（二）公开预算。重要情况及时报告。某市人民政府办公室2021年12月24日相关附件：二维码开始扫一扫在手机打开当前页",
     [("(一)", "公开规划。", []), ("(二)", "公开预算。重要情况及时报告。", [])], "a signature and the foot of a page in one line"),
    ("一、公开\n（一）公开规划。\n（二）公开预算。\n\n【原文下载】\n- [关于印发要点的通知.pdf](/cmsres/a.pdf )\n",
     [("(一)", "公开规划。", []), ("(二)", "公开预算。", [])], "a block of links"),
    ("一、培育目标到2025年，企业营业收入力争实现翻倍。二、职责范围热线受理咨询、投诉。三、重点任务（一）公开规划。（综合科）",
     [("(一)", "公开规划。", [("综合科", "responsible")])], "goals and scope glued to their titles"),
    ("一、目标任务\n紧扣发展。计划于2022年底，实现创业人数4万人。\n二、活动主题\n以公开为主题，推进服务。\n三、任务\n（一）公开规划。（综合科）",
     [("(一)", "公开规划。", [("综合科", "responsible")])], "goals that are called tasks, without items"),
    ("一、目标任务\n（一）公开规划。\n（二）公开预算。", [("(一)", "公开规划。", []), ("(二)", "公开预算。", [])], "… but not with items"),
    ("一、范围\n（一）社会项目。指由社会投资、新建的项目。\n二、任务\n（一）公开规划。",
     [("(一)", "公开规划。", [])], "a definition behind what it defines"),
    ("一、申请条件\n申请企业必须符合以下条件：\n（一）持有执照；\n（二）须遵守规定，建立台账。\n二、要求\n（一）公开名录。（综合科）",
     [("(一)", "公开名录。", [("综合科", "responsible")])], "conditions are no demands"),
    ("（一）声明撤回。公开期间发生下列情形之一的，声明应当撤回：\n1.期限届满的；\n2.经市局公布，同意撤回的；\n申请人应当公布情况。\n（二）公开规划。",
     [("(一)", "声明撤回。公开期间发生下列情形之一的，声明应当撤回：\n1.期限届满的；\n2.经市局公布，同意撤回的；\n申请人应当公布情况。", []),
      ("(二)", "公开规划。", [])], "conditions are part of the demand that presupposes them"),
    ("（一）存在下列情形之一的，采取以下措施：\n1.公开名单。\n2.通报情况。", [("1", "公开名单。", []), ("2", "通报情况。", [])],
     "… but measures that follow them are demands"),
    ("一、公开\n1.公开规划。[牵头单位：甲局、乙局等部门按照职能负责；责任单位：丙局]\n2.公开预算。[牵头单位：甲局]",
     [("1", "公开规划。", [("甲局", "lead"), ("乙局", "lead"), ("丙局", "responsible")]), ("2", "公开预算。", [("甲局", "lead")])],
     "how those share it whom a key calls leading"),
    ("一、公开\n1.公开率达到9%(甲局牵头)提升园区水平。(乙局负责)化肥减少30l00(丙局牵头)\n2.建设中心（园区）。公开预算。（甲局）",
     [("1", "公开率达到9%", [("甲局", "lead")]), ("1", "提升园区水平。", [("乙局", "responsible")]),
      ("1", "化肥减少30l00", [("丙局", "lead")]), ("2", "建设中心（园区）。公开预算。", [("甲局", "responsible")])],
     "brackets behind figures whose stop was lost; but not what kind of thing is meant"),
    ("一、公开\n1.公开规划。\n牵头单位：甲局。责任单位：乙局。完成\n时限：2021年12月。\n2.公开预算。\n责任单位：丙局、\n市产权交易管理\n中心。"
     "完成时限：6月\n3.做好解读。\n责任单位：丁局、税务局等有关\n部门（单位）\n",
     [("1", "公开规划。", [("甲局", "lead"), ("乙局", "responsible")]),
      ("2", "公开预算。", [("丙局", "responsible"), ("市产权交易管理中心", "responsible")]),
      ("3", "做好解读。", [("丁局", "responsible"), ("税务局", "responsible"), ("有关部门(单位)", "responsible")])],
     "keys and names that a short line breaks"),
    ("一、公开\n1.公开规划。\n（牵头部门：甲局；责任\n部门：乙局、各市（州） 交通局（委）\n2.公开预算。\n（市\n政府办公室、市财政局负责）",
     [("1", "公开规划。", [("甲局", "lead"), ("乙局", "responsible"), ("各市(州)交通局(委)", "responsible")]),
      ("2", "公开预算。", [("市政府办公室", "responsible"), ("市财政局", "responsible")])],
     "… in a bracket that is never closed, at a space behind all places, and behind an opening bracket"),
    ("第一章总则第一条为规范工作，制定本办法。第二条各科室应当公开规划。第二章公开任务第三条办公室应当公开预算。第四条解读政策。",
     [("第二条", "各科室应当公开规划。", []), ("第三条", "办公室应当公开预算。", []), ("第四条", "解读政策。", [])],
     "articles glued to the titles of chapters"),
    ("一、公开\n1.推行5G建设。（甲局）\n2.5G基站建设实施豁免管理。（乙局）\n3.举办“味道·百县名品”活动。（丙局）",
     [("1", "推行5G建设。", [("甲局", "responsible")]), ("2", "5G基站建设实施豁免管理。", [("乙局", "responsible")]),
      ("3", "举办“味道·百县名品”活动。", [("丙局", "responsible")])],
     "a number before 5G is no decimal, a point amid a name no bullet"),
    ("一、统计（一）统计责任单位：各级行政机关，具有管理职能的组织等均是公开统计的责任单位。（二）各单位应当每季度报送统计报表。",
     [("(二)", "各单位应当每季度报送统计报表。", [])], "a sentence that says who is responsible is no statement and no task"),
]


@pytest.mark.parametrize(("text", "expected", "why"), FORMS, ids=[form[2] for form in FORMS])
def test_forms(text: str, expected: list[Fact], why: str) -> None:
    assert facts(extraction(HEAD + text)) == expected, why


def test_headings_as_printed() -> None:
    found = extraction(f"{HEAD}一、加强公开。\n（一）重点信息\n1.公开规划。\n2.公开预算。\n二、解读1.做好解读。")
    assert [task.headings for task in found.tasks] == [
        ("一、加强公开。", "（一）重点信息"), ("一、加强公开。", "（一）重点信息"), ("二、解读",)]


def test_a_long_title_that_fills_its_line_is_whole() -> None:
    title = "（一）推出标杆城市建设、以供给侧结构性改革引领消费投资新需求、协同发展信息公开专题以及其他各类重要信息公开专题"
    found = extraction(HEAD + f"一、公开\n{title}\n1.公开规划。\n2.公开预算。")
    assert [task.headings for task in found.tasks] == [("一、公开", title)] * 2


def test_titles_without_a_number_head_the_items_below_them() -> None:
    """Their items go on counting; a span of months is a title too."""
    titled = "开好局\n重点领域信息公开\n一、公开规划。（综合科）\n二、公开预算。（财务科）\n政策解读回应\n三、做好解读。（法规科）"
    assert [(task.headings, task.label) for task in extraction(HEAD + titled).tasks] == [
        (("重点领域信息公开",), "一"), (("重点领域信息公开",), "二"), (("政策解读回应",), "三")]
    led = "试点范围\n确定在各县区开展试点。\n试点任务\n各县区要重点做好以下工作：\n（一）公开规划。（综合科）\n（二）公开预算。（财务科）"
    assert [(task.headings, task.label) for task in extraction(f"为做好试点，制定本方案。\n{led}").tasks] == [
        (("试点任务",), "(一)"), (("试点任务",), "(二)")]
    months = "一、1月—3月\n（一）公开规划。（综合科）\n二、4月—6月\n（二）公开预算。（财务科）"
    assert [task.headings for task in extraction(HEAD + months).tasks] == [("一、1月—3月",), ("二、4月—6月",)]


def test_paragraphs_of_an_item_that_each_state_have_its_number() -> None:
    found = extraction(f"{HEAD}一、主动公开\n加大规划公开力度。（综合科）\n公布预算决算。（财务科）\n二、解读回应\n做好政策解读。（法规科）\n"
                       "三、培训\n举办培训。（综合科）组织学习。（财务科）")
    assert [(task.label, task.headings, task.text(found.text)) for task in found.tasks] == [
        ("一", (), "主动公开\n加大规划公开力度。"), ("一", (), "公布预算决算。"),
        ("二", (), "解读回应\n做好政策解读。"), ("三", (), "培训\n举办培训。"), ("三", (), "组织学习。")]


def test_a_page_end_parts_the_spans() -> None:
    found = extraction(f"{HEAD}一、公开\n（一）公开规划。及时公布规划文本和图件，方便群众查询，切实做\n- 2 -\n某局文件\n"
                       "好公示工作。（综合科）\n（二）公开预算。及时公布预算决算，于2021年\n- 3 -\n某局文件\n5月底前完成。（财务科）")
    assert [[span.of(found.text) for span in task.spans] for task in found.tasks] == [
        ["公开规划。及时公布规划文本和图件，方便群众查询，切实做", "好公示工作。"],
        ["公开预算。及时公布预算决算，于2021年", "5月底前完成。"]]
    assert [time.value for time in found.tasks[1].times] == ["2021-05-31"], "limits are read across page ends"


def test_an_item_that_is_a_task_of_its_own_heads_none() -> None:
    text = "一、加强公开\n（一）完善公开制度，方便群众查询。（办公室负责）\n具体措施：\n" \
           "1．公开规划。（规划科负责）\n2．公开预算。（财务科负责）\n（二）完善解读制度。（办公室负责）\n"
    found = extraction(HEAD + text)
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("(一)", ("一、加强公开",)), ("1", ("一、加强公开",)), ("2", ("一、加强公开",)), ("(二)", ("一、加强公开",))]


def test_a_statement_behind_goals_and_tasks_is_that_of_the_tasks() -> None:
    found = extraction(f"{HEAD}三、重点领域\n（一）现代农业1．行动目标。到2018年，农业水平明显提升。2．主要任务建立健全监测体系。"
                       "牵头单位：农业局（二）现代物流1．行动目标。建成物流平台。2．主要任务推进仓储建设。牵头单位：商务局")
    assert [(task.label, task.assignments[0].name, task.times) for task in found.tasks] == [
        ("2", "农业局", ()), ("2", "商务局", ())]


def test_notes_below_the_text_end_its_last_item() -> None:
    found = extraction(f"{HEAD}一、加强领导。各单位要亲自部署。\n二、加强督导。办公室要督导检查。\n填表说明：1.本表由各单位填写。2.“电话”须加区号。\n"
                       "某局办公室　2024年5月7日印发\n")
    assert [(task.label, task.text(found.text)) for task in found.tasks] == [
        ("一", "加强领导。各单位要亲自部署。"), ("二", "加强督导。办公室要督导检查。")]


def test_conditions_are_part_of_the_item_that_names_what_has_them() -> None:
    found = extraction(f"{HEAD}（一）符合下列要求的社会团体予以保留。\n1.遵守法规。\n2.有规范的名称。\n（二）对存在下列问题的社会团体要进行整改。\n"
                       "1.未开展活动的；\n2.管理混乱的。\n")
    assert [task.label for task in found.tasks] == ["(一)", "(二)"]


def test_notes_on_a_form_set_nothing_to_do() -> None:
    found = extraction(f"{HEAD}一、各单位要于3月2日前报送计划表。\n二、各单位要加强督促。\n某局\n2021年2月24日\n附件\n某局重点任务计划表\n注：1.“重点任务”栏，填写改革任务，"
                       "文字尽量简洁。2.“完成时限”栏，填写最终完成时限。3.“清理意见”：分为“保留”“取消”等。\n")
    assert [task.label for task in found.tasks] == ["一", "二"]


def test_headings_end_at_the_space_before_run_on_text() -> None:
    sentence = "以新思想为指导，全面推进政务公开工作，切实保障人民群众知情权、参与权、表达权和监督权。 " * 6
    found = extraction(f"{HEAD}为做好公开，制定本要点。 {sentence}一、目标任务 （一）种植养殖环节 治理指标：合格率稳定在97%以上。 "
                       "工作任务： 1.加强监测。及时公开监测信息。（责任单位：监测科） 2.加强监管。及时公开监管信息。（责任单位：监管科） "
                       "（八）相关工作 3.做好前期工作。（责任单位：办公室） 9.做好总结工作。（责任单位：综合科）")
    assert [(task.label, task.headings) for task in found.tasks] == [
        ("1", ("一、目标任务", "（一）种植养殖环节")), ("2", ("一、目标任务", "（一）种植养殖环节")),
        ("3", ("一、目标任务", "（八）相关工作")), ("9", ("一、目标任务", "（八）相关工作"))]


def test_plans_that_number_anew_head_their_tasks() -> None:
    titles = ["某省规范收费专项行动方案", "某省便民服务专项行动方案"]
    body = "为规范工作，制定本方案。\n一、措施\n1.公开目录。\n2.做好解读。\n"
    text = f"各市：\n《{titles[0]}》《{titles[1]}》已经同意，现印发给你们。\n某省办公厅\n2019年6月6日\n"
    found = extraction(text + "".join(f"{title}\n{body}" for title in titles))
    assert [task.headings[0] for task in found.tasks] == [titles[0]] * 2 + [titles[1]] * 2


def test_a_table_that_numbers_anew_heads_its_tasks_too() -> None:
    plan, table = "某区2021年政务公开工作要点", "某区2021年政务公开工作要点任务分工表"
    found = extraction(f"各单位：\n现印发《{plan}》和任务分工表。\n某区办公室\n2021年8月9日\n\n{plan}\n为做好公开，制定本要点。\n一、主动公开\n1.公开规划。\n2.公开预算。\n\n"
                       f"{table}\n\n序号\t任务\t牵头单位\n1\t规划公开\t发改局\n2\t预算公开\t财政局\n")
    assert [task.headings for task in found.tasks] == [(plan, "一、主动公开")] * 2 + [(table,)] * 2


def test_a_title_heads_no_tasks_because_the_notice_numbers_too() -> None:
    plan_title = "某县2025年重点任务清单"
    found = extraction(f"各乡镇：\n现将《{plan_title}》印发给你们。\n一、落实责任。各单位要制定方案。\n二、加强调度。各单位要加强调度。\n"
                       f"某县办公室\n2025年5月18日\n附件1\n{plan_title}\n一、园区牵头工作\n1.推进厂房建设。\n2.打造生产基地。")
    assert [task.headings for task in found.tasks if task.part == 1] == [("一、园区牵头工作",)] * 2


def test_a_long_lead_in_without_a_comma_before_its_statement_heads_what_follows() -> None:
    lead = "巩固清理规范面向乡镇（街道）检查考核活动、评比达标表彰活动和规范党政机关举办节庆活动工作成果"
    rest = "严格贯彻落实上级意见，确保检查考核在保留项目范围内进行。继续清理规范评比活动。"
    found = extraction(f"某市2021年纠风工作方案\n一、主要任务\n1．{lead}（牵头单位：市委办、市府办）。{rest}\n2．治理服务行业侵害群众权益问题（牵头单位：工商局）。坚决纠正强制服务。")
    first = found.tasks[0]
    assert [span.of(found.text) for span in first.spans] == [lead, rest]
    assert [unit.name for unit in first.assignments] == ["市委办", "市府办"]


NOTICES = [
    ("请结合实际，认真抓好落实。请各部门于2023年1月7日前将公开情况报送办公室。",
     ["请各部门于2023年1月7日前将公开情况报送办公室。"], "a report with its date"),
    ("请按各自职责认真抓好落实，落实情况纳入年度报告并向社会公开。", ["落实情况纳入年度报告并向社会公开。"],
     "the clause after a stock phrase"),
    ("请认真贯彻执行。", [], "a stock phrase"),
    ("请于6月12日前将联络员名单传真至局办公室。", ["请于6月12日前将联络员名单传真至局办公室。"], "a list to be faxed"),
    ("请遵照执行。办公室要做好调度，每季度在局务会上通报一次。", ["办公室要做好调度，每季度在局务会上通报一次。"], "a report at meetings"),
    ("牵头单位每月25日前在调度平台填报进度，逾期的予以通报。", ["牵头单位每月25日前在调度平台填报进度，逾期的予以通报。"],
     "a limit of time obliges without a word that does"),
    ("公开栏破损的村，5月25日前报办公室统一更换。", ["公开栏破损的村，5月25日前报办公室统一更换。"], "… by a day"),
    ("3月底前，各科室已报送公开情况。", [], "what was done by then"),
    ("国有企业参照本细则，于9月底前建立企业信息公开目录。", ["国有企业参照本细则，于9月底前建立企业信息公开目录。"], "a list to be made"),
    ("各责任科室每办结一件，须在5个工作日内到督查室备案，请认真落实。",
     ["各责任科室每办结一件，须在5个工作日内到督查室备案，"], "a duty without 请, before a stock phrase"),
    ("依申请公开情况是重要指标，为确保实现目标，请各科室排查公开信息，并于11月底前将情况报局办公室。逾期未报送的，将通报。",
     ["请各科室排查公开信息，并于11月底前将情况报局办公室。"], "reasons in front, a threat behind"),
    ("请抓好落实。完成情况请于12月10日前书面报局办公室。", ["完成情况请于12月10日前书面报局办公室。"], "the object first"),
    ("同时，要开展“回头看”，逐项核查。各科室要将落实情况纳入年度报告。",
     ["要开展“回头看”，逐项核查。", "各科室要将落实情况纳入年度报告。"], "who is obliged is named anew"),
    ("请各科室再分解任务，明确每项任务的责任人，确保《政府工作报告》任务落实。",
     ["请各科室再分解任务，明确每项任务的责任人，确保《政府工作报告》任务落实。"], "persons are to be named"),
    ("要紧盯政府工作报告重点工作，排出任务表，确保完成。", [], "a work report is no duty to report"),
    ("督查室要适时开展督查督办工作。", [], "who watches over the plan owes its readers nothing"),
    ("请各科室形成专项报告。\n专项报告包括以下内容：1.基本情况；2.公开中的问题；3.建议。\n请于7月24日前将电子稿报送办公室。",
     ["请各科室形成专项报告。\n专项报告包括以下内容：1.基本情况；2.公开中的问题；3.建议。", "请于7月24日前将电子稿报送办公室。"],
     "what a report contains belongs to the duty to write it, in its own paragraph too"),
    ("各科室要确定专人，报办公室备案。公开工作要纳入绩效考核，由办公室汇总。全年落实情况于12月15日前报办公室。",
     ["各科室要确定专人，报办公室备案。公开工作要纳入绩效考核，由办公室汇总。", "全年落实情况于12月15日前报办公室。"],
     "a report on progress is a duty apart"),
    ("第三方机构已进行测评，请各科室高度重视，指定专人负责，务必在9月10日前完成整改。办公室将于9月11日复核。",
     ["请各科室高度重视，指定专人负责，务必在9月10日前完成整改。"], "what is to be completed by a day, behind news"),
    ("各科室要认真按照上级要求，做好公开工作，落实要点情况要纳入年度报告并向社会公布。",
     ["落实要点情况要纳入年度报告并向社会公布。"], "what is asked for in general stands before it"),
    ("各科室要结合实际，建立工作台账，实时跟进推动。", ["各科室要结合实际，建立工作台账，实时跟进推动。"], "a ledger is something concrete"),
    ("各科室要及时履行公开义务，按时完成公开任务。公开工作已纳入目标管理，请高度重视。", [], "to fulfil duties and what is done already are not"),
    ("按照《关于报送情况的通知》，请各科室对照清单，确保完成测评反馈问题整改。", [], "nor are acts inside a title or a noun"),
    ("落实情况纳入绩效考评，将适时督查。", [], "what the issuer will do obliges nobody else"),
    ("请各科室对照清单全面排查，10月17日前整改到位。对没有抽查到的科室和单位要进一步完善信息，公开到位。",
     ["请各科室对照清单全面排查，10月17日前整改到位。", "对没有抽查到的科室和单位要进一步完善信息，公开到位。"], "others are obliged to something else"),
    ("各县政府（以下统称县政府），市政府各部门，为公开年报编制主体。请各编制主体于1月底前报送年报。", ["请各编制主体于1月底前报送年报。"],
     "who does it by definition"),
    ("指标依据上级要点制定。各科室要对照指标组织全面自查，不断深化公开。", ["各科室要对照指标组织全面自查，不断深化公开。"],
     "to look through one's own work is something concrete"),
    ("请严密组织实施，按照时间节点有序推进，确保试点任务圆满完成。", [], "a longer one"),
    ("各科室落实情况请于11月30日前送办公室（公开科）。", ["各科室落实情况请于11月30日前送办公室（公开科）。"], "what is to be sent by a day"),
    ("被考核单位应于12月5日前上传佐证材料，逾期不予计分。", ["被考核单位应于12月5日前上传佐证材料，逾期不予计分。"], "… or put up"),
    ("各单位于每月5日前更新“进展情况”栏。", ["各单位于每月5日前更新“进展情况”栏。"], "… or brought up to date"),
    ("请各单位于12月底前认真抓好落实。", [], "a day alone makes a stock phrase no duty"),
]


@pytest.mark.parametrize(("asked", "expected", "why"), NOTICES, ids=[case[2] for case in NOTICES])
def test_duties_of_notices(asked: str, expected: list[str], why: str) -> None:
    text = f"各科室：\n现将《某局2022年政务公开工作要点》印发给你们。{asked}\n某局\n2022年8月18日\n" \
        "某局2022年政务公开工作要点\n为做好公开，制定本要点。\n一、公开\n1.公开规划。"
    found = extraction(text)
    assert [task.text(text) for task in found.tasks if task.part == 0] == expected, why


def test_what_an_archive_says_of_publication_ends_no_notice() -> None:
    found = extraction("索引号：1137\n发文机关：衡水市教育局\n公开方式：主动公开\n有效性：有效\n衡水市教育局关于印发工作要点的通知\n各科室：\n"
                       "现将要点印发给你们，请认真落实。各科室要明确联络员，于2021年5月23日前将名单报送办公室。\n衡水市教育局\n2021年5月12日\n"
                       "附件1\n衡水市教育局2021年工作要点\n一、加强公开\n（一）公开规划。\n（二）公开预算。\n")
    assert [task.text(found.text) for task in found.tasks][:1] == ["各科室要明确联络员，于2021年5月23日前将名单报送办公室。"]


def test_a_notice_alone_obliges() -> None:
    found = extraction("各科室：\n为统计公开情况，现将有关事项通知如下：\n请各科室于2021年5月底前将情况报送局办公室。\n某局\n2021年4月1日")
    assert [task.text(found.text) for task in found.tasks] == ["请各科室于2021年5月底前将情况报送局办公室。"]


def test_a_notice_need_not_say_that_it_is_one() -> None:
    found = extraction("各科室：\n根据上级要求，请各科室于2021年5月底前将公开情况报送局办公室。\n某局\n2021年4月1日")
    assert [task.text(found.text) for task in found.tasks] == ["请各科室于2021年5月底前将公开情况报送局办公室。"], \
        "the line by which it addresses its readers is enough"


def test_a_notice_is_known_by_its_title() -> None:
    found = extraction("某县办公室关于做好年度报告编制工作的通知\n请各单位于2022年1月15日前完成编制并报送县政务公开办。\n某县办公室")
    assert [task.text(found.text) for task in found.tasks] == ["请各单位于2022年1月15日前完成编制并报送县政务公开办。"]


def test_a_notice_that_breaks_off_after_a_comma_is_read() -> None:
    found = extraction("各科室：\n现将有关事项通知如下：\n请各科室于2021年5月底前报送情况，")
    assert [task.text(found.text) for task in found.tasks] == ["请各科室于2021年5月底前报送情况，"]


def test_the_closing_paragraph_has_no_number() -> None:
    found = extraction(f"{HEAD}一、公开\n（一）公开规划。做好规划信息公开工作，接受社会监督。\n二、保障措施\n"
                       "（一）加强监督。把政务公开纳入考核体系，加大分值权重，强化激励和问责。\n"
                       "各部门要结合实际，制定具体实施办法，明确责任分工，认真抓好落实。")
    assert [task.label for task in found.tasks] == ["(一)", "(一)", None]
    assert found.tasks[-1].headings == ("二、保障措施",)


def test_every_fact_stands_where_it_says() -> None:
    for path in PLANS:
        found = extract(plan(path))
        for task in found.tasks:
            assert task.spans and 0 < task.evidence.confidence <= 1 and task.evidence.rule
            for unit in task.assignments:
                assert unit.evidence.spans == (unit.span,)
                printed = "".join(unit.span.of(found.text).split())
                assert len(printed) == len(unit.name) or found.script.value == "Hant"
        starts = [task.spans[0].start for task in found.tasks]
        assert starts == sorted(starts)
        assert [task.id for task in found.tasks] == [f"t{n}" for n in range(1, len(starts) + 1)]


def _line(found: Extraction, number: int) -> str:
    task = found.tasks[number]
    text = "".join(task.text(found.text).split())
    shown = text if len(text) <= 48 else f"{text[:30]}…{text[-16:]}"
    units = " ".join(f"{unit.name}/{unit.role.value}" for unit in task.assignments)
    doubt = " ?" if task.uncertain else ""
    return f"{task.label or '-'} | {' > '.join(task.headings)} | {shown} | {units} | {task.evidence.rule}{doubt}"


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_tasks_of_bundled_plans(path: Path) -> None:
    found = extract(plan(path))
    golden.check(f"tasks/{path.stem}.txt", [_line(found, number) for number in range(len(found.tasks))])


def test_a_rule_above_the_back_matter_ends_the_last_task() -> None:
    found = extraction("某县2021年政务公开工作要点\n一、公开\n（一）公开规划。（发改局）\n（二）公开预算，说明增减的原因。\n──────────\n"
                       "抄送：县委办公室，县人大常委会办公室。\n某县人民政府办公室 2021年5月24日印发\n")
    assert [task.text(found.text) for task in found.tasks] == ["公开规划。", "公开预算，说明增减的原因。"]


def test_statements_may_stand_before_their_items() -> None:
    """Below the title of each chapter, and between its items, never below the last."""
    found = extraction("某县2021年政务公开责任清单\n一、推进公开\n责任单位：县司法局\n1.公开目录。\n2.公开指南。\n牵头单位：县财政局\n配合单位：各镇\n"
                       "3.公开预算。\n二、加强解读\n责任单位：县委宣传部\n4.解读政策。\n责任单位：县民政局\n5.解读社会救助的标准。\n6.公开救助名单。\n")
    assert [(task.label, task.text(found.text), [unit.name for unit in task.assignments]) for task in found.tasks] == [
        ("1", "公开目录。", ["县司法局"]), ("2", "公开指南。", ["县司法局"]), ("3", "公开预算。", ["县财政局", "各镇"]),
        ("4", "解读政策。", ["县委宣传部"]), ("5", "解读社会救助的标准。", ["县民政局"]), ("6", "公开救助名单。", ["县民政局"])]
    assert {task.headings for task in found.tasks} == {("一、推进公开",), ("二、加强解读",)}


def test_units_before_a_colon_may_lead_and_support() -> None:
    found = extraction("某市2016年工作要点\n一、推进公开\n（一）市财政局：公开预算。\n（二）市林业局牵头，市水务局、市农业局配合：公开退耕还林、补助标准，验收结果张贴公布。\n（三）市民政局：公开低保标准。\n")
    assert [["".join(span.of(found.text) for span in task.spans), *((unit.name, unit.role.value) for unit in task.assignments)]
            for task in found.tasks] == [
        ["公开预算。", ("市财政局", "responsible")],
        ["公开退耕还林、补助标准，验收结果张贴公布。", ("市林业局", "lead"), ("市水务局", "support"), ("市农业局", "support")],
        ["公开低保标准。", ("市民政局", "responsible")]]


@pytest.mark.parametrize("signed", ["江门市生态环境局\n2021年6月1日\n", "江门市生态环境局\n二〇二一年六月一日\n", "江门市生态环境局\n二○二一年十二月二十日",
                                    "江门市生态环境局 二〇二一年六月一日\n", "江门市生态环境局\n一九九七年一月二十日\n"])
def test_who_signs_and_when_is_no_part_of_the_last_item(signed: str) -> None:
    found = extraction(f"某市2021年政务公开工作要点\n一、加强公开。要公开规划。\n二、做好解读。要及时解读政策。\n{signed}")
    assert [task.text(found.text) for task in found.tasks][-1] == "做好解读。要及时解读政策。"


def test_measures_below_the_title_of_an_item_are_its_own() -> None:
    items = "".join(f"（{number}）{fault}。\n整改措施：{measure}。\n责任处室：办公室\n" for number, fault, measure in (
        ("一", "机构信息更新不及时", "核对领导分工信息"), ("二", "文件未标注有效性", "逐件标注文件"), ("三", "解读形式单一", "制作图解")))
    found = extraction(f"某厅2022年政务公开整改方案\n一、整改任务\n{items}")
    assert [task.label for task in found.tasks] == ["(一)", "(二)", "(三)"]
    assert found.tasks[0].text(found.text) == "机构信息更新不及时。\n整改措施：核对领导分工信息。"
