"""What a citation means: a table of printed forms, each with the reason for its answer."""

from __future__ import annotations

import itertools

import pytest

from kg.link import link
from kg.link.holders import holder_of
from kg.link.register import Register
from kg.model.extraction import Extraction
from kg.model.links import HolderKind, Resolution, Status
from papers import paper

JIANGMEN, JIANGSU, FUJIAN = "江门市生态环境局", "江苏省生态环境厅", "福建省人民政府办公厅"
BAIYUN, YUNFU, PINGTAN = "广州市白云区人民政府办公室", "云浮市生态环境局", "平潭综合实验区管委会办公室"
MINISTRY = "生态环境部办公厅"
STATE_2021 = "国办发-2021-12"

# The same number in every printed form is the same document.
FORMS = ["国办发〔2021〕12号", "国办发﹝2021﹞12号", "国办发［2021］12号", "国办发[2021]12号", "国办发（2021）12号",
         "国办发(2021)12号", "国办发【2021】12号", "国办发〔2021)12号", "国办发〔2021】12号", "国办发〔2021〕 12 号",
         "国办发〔 2021 〕12号", "国 办 发〔2021〕12号", "国办发〔２０２１〕１２号", "国办发〔2021〕012号",
         "国办发〔2021〕第12号", "國辦發〔2021〕12號"]

# (who cites, when, what it cites one after another, status, target, why); the last citation is asked about.
CITATIONS: list[tuple[str, str, tuple[str, ...], str, str | None, str]] = [
    # Titles and numbers of one document are its names.
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）",), "not-held", STATE_2021,
     "title and number in one bracket group"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）", "国务院办公厅《2021年政务公开工作要点》"),
     "not-held", STATE_2021, "the plan's title is another name of the notice"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）",
                              "《国务院办公厅关于印发〈2021年政务公开工作要点〉的通知》"), "not-held", STATE_2021, "inner brackets do not count"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）",
                              "《国务院办公厅关于印发 2021 年政务公开工作要点的通知》"), "not-held", STATE_2021, "layout spaces do not count"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）", "国办发〔2021〕12号"),
     "not-held", STATE_2021, "the number alone"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）", "国办《2021年政务公开工作要点》"),
     "not-held", STATE_2021, "国办 is the State Council's office"),
    (MINISTRY, "2021-05-08", ("国务院办公厅《2021年政务公开工作要点》",), "not-held", "t-国务院办公厅-2021-政务公开工作要点",
     "without any number the title names it"),
    (JIANGMEN, "2021-10-28", ("《广东省人民政府办公厅关于印发广东省贯彻落实国务院办公厅2021年政务公开工作要点分工方案的通知》（粤府办〔2021〕17号）",),
     "not-held", "44-粤府办-2021-17", "a provincial notice whose title names the State Council's office is provincial"),
    (JIANGMEN, "2021-10-28", ("《江门市人民政府办公室关于印发江门市2021年政务公开工作要点分工方案的通知》（江府办函〔2021〕129号）",),
     "not-held", "4407-江府办函-2021-129", "the city's own plan"),
    ("国家税务总局", "2020-03-01", ("《关于加强信用建设的通知》（发改办财金规〔2019〕860号）",), "not-held", "发改办财金规-2019-860",
     "a longer code of a ministry's office"),
    (FUJIAN, "2018-05-18", ("《国务院办公厅关于印发2018年政务公开工作要点的通知》（国办发〔2018〕23号）", "《2018年政务公开工作要点》"),
     "not-held", "国办发-2018-23", "a bare title that the document names in full before"),
    (FUJIAN, "2018-05-18", ("~国务院令第711号",), "not-held", "国务院令-711", "an order has no year"),
    (FUJIAN, "2018-05-18", ("~中华人民共和国国务院令第711号",), "not-held", "国务院令-711", "the long form of an order"),
    (FUJIAN, "2018-05-18", ("~国务院第711号令",), "not-held", "国务院令-711", "the order's number before the word"),
    # Years: the serial recurs, the year is part of the name.
    (JIANGMEN, "2022-10-28", ("粤府办〔2021〕17号", "粤府办〔2022〕17号"), "not-held", "44-粤府办-2022-17", "serial 17 of 2022"),
    (JIANGMEN, "2022-10-28", ("粤府办〔2022〕17号", "粤府办〔2021〕17号"), "not-held", "44-粤府办-2021-17", "serial 17 of 2021"),
    (MINISTRY, "2022-05-08", ("国务院办公厅《2021年政务公开工作要点》", "国务院办公厅《2022年政务公开工作要点》"), "not-held",
     "t-国务院办公厅-2022-政务公开工作要点", "the year is part of an annual title"),
    (MINISTRY, "2022-05-08", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）", "国务院办公厅《2022年政务公开工作要点》"),
     "not-held", "t-国务院办公厅-2022-政务公开工作要点", "last year's number does not serve this year's title"),
    # Whose: one core, several houses.
    (JIANGMEN, "2021-10-28", ("国务院办公厅《2021年政务公开工作要点》", "广东省人民政府办公厅《2021年政务公开工作要点》"), "not-held",
     "t-44-广东省人民政府办公厅-2021-政务公开工作要点", "the province's plan has the same core"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）", "市政府办公室《2021年政务公开工作要点》"),
     "not-held", "t-4407-江门市人民政府办公室-2021-政务公开工作要点", "市 is the city of the issuer"),
    (JIANGMEN, "2021-10-28", ("《广东省生态环境厅2021年政务公开工作要点》", "《广东省人民政府办公厅2021年政务公开工作要点》"), "not-held",
     "t-44-广东省人民政府办公厅-2021-政务公开工作要点", "a department's plan is not its government's"),
    (JIANGMEN, "2021-10-28", ("《广东省2021年政务公开工作要点》", "广东省人民政府办公厅《2021年政务公开工作要点》"), "not-held",
     "t-44-广东省人民政府办公厅-2021-政务公开工作要点", "a place before the year stands for its government"),
    # Relative names belong to the issuer's place.
    (JIANGSU, "2022-08-18", ("《省政府办公厅关于印发江苏省2022年政务公开工作要点的通知》",), "not-held",
     "t-32-江苏省人民政府办公厅-2022-政务公开工作要点", "省政府办公厅 in a Jiangsu document is Jiangsu's"),
    (FUJIAN, "2022-08-18", ("省政府办公厅《2022年政务公开工作要点》",), "not-held", "t-35-福建省人民政府办公厅-2022-政务公开工作要点",
     "省政府办公厅 in a Fujian document is Fujian's"),
    (JIANGMEN, "2022-08-18", ("省政府办公厅《2022年政务公开工作要点》",), "not-held", "t-44-广东省人民政府办公厅-2022-政务公开工作要点",
     "省 in a city's document is the province above it"),
    (PINGTAN, "2015-04-16", ("省委、省政府《关于深入贯彻落实重要讲话精神的意见》",), "not-held",
     "t-35-中共福建省委-深入贯彻落实重要讲话精神的意见", "two relative issuers; the zone lies in Fujian"),
    (FUJIAN, "2017-04-28", ("省委办公厅、省政府办公厅《全面推进政务公开工作实施意见》",), "not-held",
     "t-35-中共福建省委办公厅-全面推进政务公开工作实施意见", "a joint document goes by its first issuer"),
    (PINGTAN, "2022-04-28", ("区管委会《2022年政务公开工作要点》",), "not-held", "t-350128-平潭综合实验区管委会-2022-政务公开工作要点",
     "区 in a zone's document is the zone, not the county of the same code"),
    ("上海市人民政府办公厅", "2022-04-28", ("市政府《2022年政务公开工作要点》",), "not-held", "t-31-上海市人民政府-2022-政务公开工作要点",
     "市 in a municipality under the State Council is the municipality"),
    ("内蒙古自治区财政厅", "2022-04-28", ("自治区政府办公厅《2022年政务公开工作要点》",), "not-held",
     "t-15-内蒙古自治区人民政府办公厅-2022-政务公开工作要点", "自治区 is the issuer's region"),
    ("贵州省黔东南苗族侗族自治州人民政府办公室", "2022-04-28", ("州政府《2022年政务公开工作要点》",), "not-held",
     "t-5226-黔东南苗族侗族自治州人民政府-2022-政务公开工作要点", "州 is the issuer's prefecture"),
    # Codes mean other bodies in other places.
    (BAIYUN, "2020-05-01", ("云府办〔2020〕3号",), "not-held", "440111-云府办-2020-3", "云府办 in a Baiyun notice is not Yunfu"),
    (YUNFU, "2020-05-01", ("云府办〔2020〕3号",), "not-held", "4453-云府办-2020-3", "云府办 in a Yunfu notice is Yunfu"),
    ("云浮市云城区教育局", "2020-05-01", ("云府办〔2020〕3号",), "not-held", "4453-云府办-2020-3", "the city above a Yunfu district"),
    (YUNFU, "2017-05-01", ("云环办〔2017〕11号",), "not-held", "4453-云环办-2017-11", "云环办 is Yunfu, not Yunnan"),
    ("苏州市财政局", "2017-05-01", ("苏住建规〔2011〕4号",), "not-held", "3205-苏住建规-2011-4", "苏住建规 is the city, not the province"),
    ("鄂尔多斯市教育局", "2017-05-01", ("鄂府发〔2016〕9号",), "not-held", "1506-鄂府发-2016-9", "鄂府发 is Ordos, not Hubei"),
    ("无锡市惠山区教育局", "2017-05-01", ("惠府〔2016〕9号",), "not-held", "320206-惠府-2016-9", "惠府 in Huishan is the district"),
    ("惠州市教育局", "2017-05-01", ("惠府〔2016〕9号",), "not-held", "4413-惠府-2016-9", "惠府 in Huizhou is the city"),
    ("汉阴县教育局", "2017-05-01", ("汉政办发〔2016〕9号",), "not-held", "610921-汉政办发-2016-9", "汉政办发 in Hanyin is the county"),
    ("汉中市教育局", "2017-05-01", ("汉政办发〔2016〕9号",), "not-held", "6107-汉政办发-2016-9", "汉政办发 in Hanzhong is the city"),
    ("南京市财政局", "2017-05-01", ("宁政办发〔2016〕9号",), "not-held", "3201-宁政办发-2016-9", "宁政办发 in Nanjing is the city"),
    ("银川市财政局", "2017-05-01", ("宁政办发〔2016〕9号",), "not-held", "64-宁政办发-2016-9", "宁政办发 in Yinchuan is Ningxia"),
    ("镇江市财政局", "2017-05-01", ("镇政发〔2016〕9号",), "not-held", "3211-镇政发-2016-9", "镇政发 in Zhenjiang is the city"),
    ("镇巴县财政局", "2017-05-01", ("镇政发〔2016〕9号",), "not-held", "610728-镇政发-2016-9", "镇政发 in Zhenba is the county"),
    (JIANGMEN, "2021-10-28", ("《云浮市人民政府办公室关于印发工作方案的通知》（云府办〔2020〕3号）",), "not-held", "4453-云府办-2020-3",
     "the title's issuer says whose code it is"),
    (JIANGMEN, "2021-10-28", ("《广州市白云区人民政府办公室关于印发工作方案的通知》（云府办〔2020〕3号）",), "not-held", "440111-云府办-2020-3",
     "the same code with the other issuer in the title"),
    (FUJIAN, "2021-10-28", ("闽政办函〔2021〕28号",), "not-held", "35-闽政办函-2021-28", "the letters of the province's office"),
    (PINGTAN, "2021-10-28", ("~岚综管办便函〔2021〕39号",), "not-held", "350128-岚综管办便函-2021-39", "an unseen form word after a known code"),
    ("陕西省人民政府办公厅", "2019-10-28", ("~《陕西省民政厅关于进一步规范社会团体收费管理的通知》（陕民发〔2018〕53号）",), "not-held",
     "61-陕民发-2018-53", "an unseen code with its issuer in the title"),
    ("陕西省人民政府办公厅", "2019-10-28", ("~陕民发〔2018〕53号",), "not-held", "61-陕民发-2018-53", "place and organ letters"),
    ("冠县人民政府办公室", "2021-06-28", ("《聊城市人民政府办公室关于印发2021年聊城市政务公开工作要点的通知》（聊政办发〔2021〕5号）",), "not-held",
     "3715-聊政办发-2021-5", "a city that no table lists"),
    # Misprints and conflicts.
    (JIANGMEN, "2021-10-28", ("《广东省人民政府办公厅关于印发2021年政务公开工作要点分工方案的通知》（粤府办〔2020〕17号）",), "conflict",
     "t-44-广东省人民政府办公厅-2021-政务公开工作要点分工方案", "a number of 2020 cannot go with the plan of 2021"),
    (JIANGMEN, "2021-10-28", ("《广东省人民政府办公厅关于印发2021年政务公开工作要点分工方案的通知》（粤府办〔2021〕17号）",
                              "《广东省人民政府办公厅关于印发2021年政务公开工作要点分工方案的通知》（粤府办〔2020〕17号）"), "conflict", "44-粤府办-2021-17",
     "the right number is known: the misprint leads there"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）",
                              "《国务院办公厅关于加强草原保护修复的若干意见》（国办发〔2021〕12号）"), "conflict",
     "t-国务院办公厅-加强草原保护修复的若干意见", "the number belongs to a document of another title"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2020年政务公开工作要点的通知》（国办发〔2020〕17号）",
                              "《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2020〕17号）"), "conflict",
     "t-国务院办公厅-2021-政务公开工作要点", "last year's number under this year's title"),
    (JIANGMEN, "2022-10-28", ("~《2021年政府信息公开工作年度报告》（国办公开办函〔2022〕3号）",), "not-held", "国办公开办函-2022-3",
     "a report on last year is no misprint"),
    # Short forms.
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）（以下简称《要点》）", "《要点》"), "not-held",
     STATE_2021, "《要点》 after 以下简称"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）（以下简称《通知》）", "《通知》"), "not-held",
     STATE_2021, "《通知》 after 以下简称"),
    (JIANGMEN, "2021-10-28", ("=《江门市生态环境局2021年政务公开工作要点分工方案》（以下简称《方案》）", "《方案》"), "resolved",
     "t-4407-江门市生态环境局-2021-政务公开工作要点分工方案", "《方案》 is the document itself"),
    (PINGTAN, "2015-07-31", ("~《中华人民共和国政府信息公开条例》", "~《条例》"), "not-held", "国务院令-492",
     "the only 条例 named before"),
    (PINGTAN, "2015-07-31", ("~《中华人民共和国保守国家秘密法》", "~《中华人民共和国政府信息公开条例》", "~《条例》"), "not-held", "国务院令-492",
     "a 法 before it is no 条例"),
    (PINGTAN, "2015-07-31", ("~《条例》",), "ambiguous", None, "a bare 条例 with nothing before it"),
    (PINGTAN, "2015-07-31", ("~《信访条例》", "~《政府信息公开条例》", "~《条例》"), "ambiguous", None, "two 条例 before it"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）",
                              "《广东省人民政府办公厅关于印发2021年政务公开工作要点的通知》（粤府办〔2021〕17号）", "《要点》"), "ambiguous", None,
     "two 要点 before it and no 以下简称"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）（以下简称《国办要点》）",
                              "《广东省人民政府办公厅关于印发2021年政务公开工作要点的通知》（粤府办〔2021〕17号）（以下简称《省要点》）", "《国办要点》"),
     "not-held", STATE_2021, "each short form its own document"),
    (JIANGMEN, "2021-10-28", ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）（以下简称《国办要点》）",
                              "《广东省人民政府办公厅关于印发2021年政务公开工作要点的通知》（粤府办〔2021〕17号）（以下简称《省要点》）", "《省要点》"),
     "not-held", "44-粤府办-2021-17", "the other short form"),
    # Regulations: full and short titles, editions by the date of the citing document.
    (PINGTAN, "2015-07-31", ("~《政府信息公开条例》",), "not-held", "国务院令-492", "in 2015 the edition of 2007 was in force"),
    (PINGTAN, "2018-07-31", ("~《中华人民共和国政府信息公开条例》",), "not-held", "国务院令-492", "in 2018 still the edition of 2007"),
    (MINISTRY, "2020-05-11", ("~《政府信息公开条例》",), "not-held", "国务院令-711", "in 2020 the edition of 2019"),
    (MINISTRY, "2021-05-11", ("~《信息公开条例》",), "not-held", "国务院令-711", "a short title of the register"),
    (PINGTAN, "2015-07-31", ("~《保守国家秘密法》",), "not-held", "主席令-2010-28", "the short title of a law, edition of 2010"),
    (PINGTAN, "2015-07-31", ("~《保密法》",), "not-held", "主席令-2010-28", "the shortest title of the law"),
    (PINGTAN, "2024-07-31", ("~《中华人民共和国保守国家秘密法》",), "not-held", "主席令-2024-20", "the edition of 2024"),
    (FUJIAN, "2020-07-31", ("~《行政处罚法》",), "not-held", "主席令-1996-63", "before the revision of 2021"),
    (FUJIAN, "2022-07-31", ("~《行政处罚法》",), "not-held", "主席令-2021-70", "after the revision of 2021"),
    (JIANGSU, "2022-08-18", ("~《企业环境信息依法披露管理办法》",), "not-held", "生态环境部令-2021-24", "a rule of the ministry"),
    (MINISTRY, "2020-05-11", ("~《水污染防治行动计划》",), "not-held", "国发-2015-17", "a standing policy of the register"),
    (MINISTRY, "2020-05-11", ("~《打赢蓝天保卫战三年行动计划》",), "not-held", "国发-2018-22", "another"),
    (JIANGMEN, "2021-10-28", ("~《政府信息公开信息处理费管理办法》",), "not-held", "国办函-2020-109", "its number comes from the register"),
    (JIANGMEN, "2021-10-28", ("~《优化营商环境条例》",), "not-held", "国务院令-722", "a regulation without 中华人民共和国"),
    (FUJIAN, "2017-10-28", ("~《福建省政府信息公开办法》",), "not-held", "t-35-福建省-政府信息公开办法", "a province's rule that no table lists"),
    # Never by containment.
    (FUJIAN, "2017-10-28", ("《国家林业局〈政府信息公开条例〉实施办法》",), "not-held", "t-国家林业局-政府信息公开条例实施办法",
     "a title around a regulation's title is another document"),
    (FUJIAN, "2017-10-28", ("~《中华人民共和国政府信息公开条例》", "~《中华人民共和国政府信息公开条例释义》"), "not-held",
     "t-中华人民共和国政府信息公开条例释义", "a commentary is not the regulation"),
    (FUJIAN, "2018-10-28", ("~《国务院办公厅关于推进公共资源配置领域政府信息公开的意见》（国办发〔2017〕97号）",
                            "~《福建省人民政府办公厅转发国务院办公厅关于推进公共资源配置领域政府信息公开意见的通知》（闽政办〔2018〕26号）"), "not-held",
     "35-闽政办-2018-26", "a notice that forwards is not what it forwards"),
    (FUJIAN, "2018-10-28", ("~《国务院办公厅关于推进公共资源配置领域政府信息公开的意见》（国办发〔2017〕97号）",
                            "~《福建省人民政府办公厅关于推进公共资源配置领域政府信息公开的实施意见》"), "not-held",
     "t-35-福建省人民政府办公厅-推进公共资源配置领域政府信息公开的实施意见", "实施意见 is not the 意见"),
    (MINISTRY, "2021-10-28", ("~《生态环境领域基层政务公开标准目录》", "~《生态环境领域基层政务公开标准指引》"), "not-held",
     "t-生态环境领域基层政务公开标准指引", "目录 and 指引 are two documents"),
    (JIANGMEN, "2021-10-28", ("国务院办公厅《2021年政务公开工作要点》", "《江门市2021年政务公开工作要点分工方案》"), "not-held",
     "t-4407-江门市-2021-政务公开工作要点分工方案", "a longer title is another document"),
    (JIANGMEN, "2021-10-28", ("国务院办公厅《政务公开工作要点》", "国务院办公厅《2021年政务公开工作要点》"), "not-held",
     "t-国务院办公厅-2021-政务公开工作要点", "a title without its year is not the year's"),
    (JIANGMEN, "2021-10-28", ("~《政策解读工作细则》", "~《江门市政府系统政策解读工作细则（试行）》"), "not-held",
     "t-4407-江门市-政府系统政策解读工作细则试行", "nor a title that ends in another's"),
    # Bare titles.
    (MINISTRY, "2021-05-08", ("~《中国生物多样性红色名录》",), "not-held", "t-中国生物多样性红色名录", "a list to be published"),
    (JIANGMEN, "2021-05-08", ("~《工作实施方案》",), "not-held", "t-工作实施方案-江门市生态环境局",
     "a plan's title without an issuer means another plan in each place"),
    (JIANGMEN, "2021-05-08", ("《国务院办公厅关于在政务公开工作中进一步做好政务舆情回应的通知》（国办发〔2016〕61号）",
                              "~《关于在政务公开工作中进一步做好政务舆情回应的通知》"), "not-held", "国办发-2016-61",
     "the same title without its issuer, named in full before"),
    (JIANGMEN, "2021-05-08", ("~中共中央、国务院《法治政府建设实施纲要（2015—2020年）》", "~《法治政府建设实施纲要（2015-2020年）》"), "not-held",
     "t-中共中央-法治政府建设实施纲要20152020年", "a dash is no difference"),
    # Joint and party issuers.
    (YUNFU, "2017-05-11", ("《中共云浮市委办公室云浮市人民政府办公室印发〈关于我市全面推进政务公开工作实施意见〉的通知》",), "not-held",
     "t-4453-中共云浮市委办公室-全面推进政务公开工作实施意见", "two issuers run together"),
    (YUNFU, "2017-05-11", ("《中共云浮市委办公室云浮市人民政府办公室印发〈关于我市全面推进政务公开工作实施意见〉的通知》",
                           "市政府办公室《关于全面推进政务公开工作实施意见》"), "not-held", "t-4453-中共云浮市委办公室-全面推进政务公开工作实施意见",
     "one of the joint issuers is enough; 我市 is said by the issuer"),
    (FUJIAN, "2016-12-28", ("中共中央办公厅、国务院办公厅《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）",), "not-held", "中办发-2016-8",
     "issuers before the title"),
    (FUJIAN, "2017-04-28", ("中共中央办公厅、国务院办公厅《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）",
                            "中共中央办公厅国务院办公厅《关于全面推进政务公开工作的意见》"), "not-held", "中办发-2016-8",
     "the number once learned serves the title"),
    ("国家发展和改革委员会", "2018-12-30", ("《中共中央国务院关于打赢脱贫攻坚战三年行动的指导意见》",), "not-held",
     "t-中共中央-打赢脱贫攻坚战三年行动的指导意见", "the two highest issuers run together"),
    # Itself.
    (JIANGMEN, "2021-10-28", ("=《江门市生态环境局2021年政务公开工作要点分工方案》",), "resolved",
     "t-4407-江门市生态环境局-2021-政务公开工作要点分工方案", "its own title"),
]

# (who assigns, the unit as printed, kind, holder, why)
HOLDERS: list[tuple[str, str, HolderKind, str, str]] = [
    (JIANGMEN, "综合科", HolderKind.UNIT, "江门市生态环境局.综合科", "a unit of the issuing bureau"),
    ("云浮市环境保护局", "综合科", HolderKind.UNIT, "云浮市环境保护局.综合科", "the same name in another bureau is another unit"),
    (JIANGMEN, "财务与审计科", HolderKind.UNIT, "江门市生态环境局.财务与审计科", "与 inside a name"),
    (JIANGMEN, "固体废物与核(辐射)安全管理科", HolderKind.UNIT, "江门市生态环境局.固体废物与核(辐射)安全管理科", "brackets inside a name"),
    (JIANGMEN, "执法一科", HolderKind.UNIT, "江门市生态环境局.执法一科", "a numeral inside a name"),
    (MINISTRY, "综合司", HolderKind.UNIT, "生态环境部.综合司", "units belong to the ministry, not to its office"),
    (MINISTRY, "办公厅", HolderKind.UNIT, "生态环境部.办公厅", "the office is itself a unit of the ministry"),
    (JIANGSU, "厅办公室", HolderKind.UNIT, "江苏省生态环境厅.办公室", "厅 is the issuing department"),
    (JIANGSU, "监测处", HolderKind.UNIT, "江苏省生态环境厅.监测处", "a division of a department"),
    (JIANGMEN, "市环境信息中心", HolderKind.ORGANISATION, "江门市环境信息中心", "市 is the issuer's city"),
    (JIANGMEN, "市发展改革局", HolderKind.ORGANISATION, "江门市发展和改革局", "a short name of an organ"),
    (JIANGMEN, "市政府办公室", HolderKind.ORGANISATION, "江门市人民政府办公室", "政府 for 人民政府"),
    (FUJIAN, "省发改委", HolderKind.ORGANISATION, "福建省发展和改革委员会", "发改委 in full"),
    (FUJIAN, "省财政厅", HolderKind.ORGANISATION, "福建省财政厅", "a department of the province"),
    (FUJIAN, "省卫计委", HolderKind.ORGANISATION, "福建省卫生和计划生育委员会", "a body before the reform keeps its name"),
    (FUJIAN, "省编办", HolderKind.ORGANISATION, "福建省机构编制委员会办公室", "编办 in full"),
    (FUJIAN, "省法制办", HolderKind.ORGANISATION, "福建省人民政府法制办公室", "法制办 in full"),
    (FUJIAN, "福州市人民政府", HolderKind.ORGANISATION, "福州市人民政府", "a full name"),
    (FUJIAN, "平潭综合实验区管委会", HolderKind.ORGANISATION, "平潭综合实验区管委会", "a zone has no county above it"),
    (FUJIAN, "省委宣传部", HolderKind.ORGANISATION, "中共福建省委宣传部", "a party organ"),
    (FUJIAN, "省政府办公厅", HolderKind.ORGANISATION, "福建省人民政府办公厅", "the issuer itself"),
    (FUJIAN, "国家税务总局福建省税务局", HolderKind.ORGANISATION, "国家税务总局福建省税务局", "a field body of a national one"),
    (FUJIAN, "省直各部门", HolderKind.GROUP, "福建省人民政府办公厅.省直各部门", "collective"),
    (FUJIAN, "各设区市", HolderKind.GROUP, "福建省人民政府办公厅.各设区市", "collective: all cities"),
    (FUJIAN, "各市、县、区政府", HolderKind.GROUP, "福建省人民政府办公厅.各市、县、区政府", "collective of any length"),
    (FUJIAN, "有关部门", HolderKind.GROUP, "福建省人民政府办公厅.有关部门", "collective"),
    (FUJIAN, "省级相关部门", HolderKind.GROUP, "福建省人民政府办公厅.省级相关部门", "collective with a level"),
    (JIANGMEN, "各有关科室(单位)", HolderKind.GROUP, "江门市生态环境局.各有关科室(单位)", "collective with a bracket"),
    (JIANGMEN, "各市(区)分局", HolderKind.GROUP, "江门市生态环境局.各市(区)分局", "collective: branches"),
    (JIANGMEN, "具有审批职能的各相关科室", HolderKind.GROUP, "江门市生态环境局.具有审批职能的各相关科室", "a description"),
    (JIANGMEN, "起草政策性文件的科室", HolderKind.GROUP, "江门市生态环境局.起草政策性文件的科室", "a description that ends in 的科室"),
    (JIANGMEN, "各科室(单位)", HolderKind.GROUP, "江门市生态环境局.各科室(单位)", "collective"),
    (MINISTRY, "各相关部门", HolderKind.GROUP, "生态环境部.各相关部门", "collective inside a ministry"),
    (JIANGSU, "各设区市生态环境局", HolderKind.GROUP, "江苏省生态环境厅.各设区市生态环境局", "collective: bureaus below"),
    (JIANGMEN, "直属各事业单位", HolderKind.GROUP, "江门市生态环境局.直属各事业单位", "collective with 各 inside"),
]

ROWS = len(FORMS) + len(CITATIONS) + len(HOLDERS)


def test_the_table_is_whole() -> None:
    assert ROWS >= 150, "the table may only grow"
    assert all(row[-1] for row in (*CITATIONS, *HOLDERS)), "each row says why"


def last_resolution(document: Extraction, *others: Extraction) -> Resolution:
    """What the last citation of a document means when it is linked together with others."""
    links = link([document, *others])
    work = next(work for work in links.works if work.source == document.source.sha256)
    return [found for found in links.resolutions if found.work == work.id][-1]


@pytest.mark.parametrize("form", FORMS)
def test_every_printed_form_of_a_number_is_one_document(form: str) -> None:
    cites = ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）", form)
    assert last_resolution(paper(JIANGMEN, cites, date="2021-10-28")).target == STATE_2021


@pytest.mark.parametrize(("issuer", "date", "cites", "status", "target", "why"), CITATIONS)
def test_a_citation_means(issuer: str, date: str, cites: tuple[str, ...], status: str, target: str | None,
                          why: str) -> None:
    own = next((cite[2:].split("》")[0] for cite in cites if cite.startswith("=")), None)
    resolution = last_resolution(paper(issuer, cites, date=date, title=own))
    assert (resolution.status.value, resolution.target) == (status, target), f"{why}: {resolution.reason}"
    assert resolution.reason


@pytest.mark.parametrize(("issuer", "name", "kind", "id", "why"), HOLDERS)
def test_a_unit_is(issuer: str, name: str, kind: HolderKind, id: str, why: str) -> None:
    register = Register.bundled()
    holder = holder_of(name, register.agency(issuer), register).holder
    assert (holder.kind, holder.id) == (kind, id), why


def test_a_document_that_mentions_its_own_title_means_itself() -> None:
    title = "江门市生态环境局2021年政务公开工作要点分工方案"
    assert last_resolution(paper(JIANGMEN, (f"~《{title}》",), title=title)).status is Status.RESOLVED


def test_a_conflict_names_both_documents() -> None:
    wrong = "《广东省人民政府办公厅关于印发2021年政务公开工作要点分工方案的通知》（粤府办〔2020〕17号）"
    resolution = last_resolution(paper(JIANGMEN, (wrong,)))
    assert resolution.candidates == ("44-粤府办-2020-17", "t-44-广东省人民政府办公厅-2021-政务公开工作要点分工方案")
    assert "粤府办〔2020〕17号" in resolution.reason and "believed" in resolution.reason


def test_a_held_document_learns_its_number_from_a_citation() -> None:
    opinions = paper("中共中央办公厅", title="关于全面推进政务公开工作的意见", date="2016-02-17")
    citing = paper(FUJIAN, ("中共中央办公厅、国务院办公厅《关于全面推进政务公开工作的意见》（中办发〔2016〕8号）",), date="2016-12-28")
    resolution = last_resolution(citing, opinions)
    assert (resolution.status, resolution.target) == (Status.RESOLVED, "中办发-2016-8")


def test_a_cited_document_keeps_its_id_when_its_text_arrives() -> None:
    citing = paper(JIANGMEN, ("《国务院办公厅关于印发2021年政务公开工作要点的通知》（国办发〔2021〕12号）",), date="2021-10-28")
    text = paper("国务院办公厅", title="2021年政务公开工作要点", number="国办发〔2021〕12号", date="2021-04-09", year=2021)
    before, after = last_resolution(citing), last_resolution(citing, text)
    assert before.target == after.target
    assert (before.status, after.status) == (Status.NOT_HELD, Status.RESOLVED)


def test_a_title_printed_by_two_places_alike_stays_apart() -> None:
    fujian = paper(FUJIAN, ("~《省级部门公开办法》",), date="2020-01-01")
    other = paper("浙江省人民政府办公厅", title="浙江省省级部门公开办法", date="2019-01-01")
    assert last_resolution(fujian, other).status is Status.NOT_HELD


def test_a_later_document_is_not_meant() -> None:
    citing = paper(FUJIAN, ("~福建省人民政府《关于加强政策解读工作的通知》",), date="2012-01-01")
    later = paper("福建省人民政府", title="福建省人民政府关于加强政策解读工作的通知", number="闽政〔2015〕3号", date="2015-01-01")
    assert last_resolution(citing, later).target != "35-闽政-2015-3"


def test_the_order_of_documents_decides_nothing() -> None:
    papers = [paper(issuer, cites, date=date) for issuer, date, cites, *_ in CITATIONS[:24]]
    first = link(papers)
    assert first == link(papers[::-1])
    assert all(link(list(order)) == link(papers[:4]) for order in itertools.permutations(papers[:4]))


def test_copies_of_one_document_are_one_work() -> None:
    """The same plan from two sites: one work, two copies, the longer text is the one quoted."""
    title, number = "江门市生态环境局2021年政务公开工作要点分工方案", "江环办〔2021〕50号"
    short = paper(JIANGMEN, title=title, number=number, year=2021)
    long = paper(JIANGMEN, title=title, number=number, year=2021, tasks=("公开预算。",))
    untitled = paper(JIANGMEN, title=title, year=2021, tasks=("公开预算。", "公开决算和相关报表，接受社会监督。"))
    works = [work for work in link([short, long, untitled]).works if work.held]
    assert [len(work.copies) for work in works] == [3]
    assert works[0].source == untitled.source.sha256 and works[0].number == number


def test_plans_of_two_years_are_two_works() -> None:
    plans = [paper(JIANGMEN, title=f"江门市生态环境局{year}年政务公开工作要点", year=year) for year in (2020, 2021)]
    assert len([work for work in link(plans).works if work.held]) == 2
