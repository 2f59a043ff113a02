//! How Chinese characters sound, so that "zenme tuikuan" and a mistyped homophone find what they mean.

use std::sync::OnceLock;

/// Each syllable without its tone, followed by the usual characters that sound like it; in the order of the alphabet.
const SYLLABLES: &str = "\
    a阿啊ai爱埃an安案按暗岸ao奥澳ba把八巴吧罢拔爸bai白百败拜摆ban半办般板班版伴颁bang邦帮浜棒bao报保包宝抱爆暴胞薄堡bei北被备背杯辈贝倍悲碑ben本奔锛bi比必\
    笔毕币闭避壁臂鼻逼彼bian变便边编遍biao表标bie别bin宾bing并兵病冰bo波伯博播薄bu不部布步补捕cai才采财材菜彩裁can参残餐惨cang藏cao草操曹ce策测侧册ceng曾\
    层cha察查差茶插chai差chan产chang长常场昌厂唱肠chao朝超潮炒che车撤彻chen陈沉臣尘cheng成城称程承乘呈诚chi持吃池赤尺迟chong重冲充崇虫chou抽仇筹chu出处除\
    初楚础触储chuan传船穿川chuang创床闯窗chui吹垂chun春纯ci此次词刺磁辞慈cong从丛cu促粗cun存村cuo错措剉da大打达答搭dai代带待戴袋呆贷dan但单弹担丹蛋淡胆旦d\
    ang当党荡档挡dao到道导倒岛刀盗de地的得德dei得deng等登灯邓di地第帝低底弟敌抵递dian点电典殿店diao调掉雕die爹跌ding定顶丁订dong动东洞董冬懂dou都斗豆du都\
    度独读毒督渡杜肚duan段断端短dui对队堆dun顿吨盾duo多夺躲朵e额鄂俄恶en恩er而二儿尔耳fa发法罚乏伐fan反范饭犯翻繁凡泛番烦返fang方放防房访纺仿芳fei非飞费废\
    肥鐨菲fen分份纷粉奋愤feng风封丰峰奉锋凤fou否fu府复夫服副富负父福妇附佛付幅伏符腹浮腐辅抚扶赴赋傅覆gai改该概盖gan干感敢赶甘杆gang刚港岗钢冈纲gao高告搞g\
    e个各革格哥歌阁隔割gei给gen根跟geng更gong工公共功宫供攻贡拱gou构够购沟狗gu古股故顾姑固骨谷鼓孤估gua挂寡瓜guai怪guan关管官观馆冠贯惯灌guang光广gui规贵\
    归鬼桂跪gun滚guo国过果郭锅ha哈hai还海害孩嗨han汉含韩寒汗喊hang行航杭hao好号毫豪he和合河何核喝荷赫贺hei黑hen很恨狠heng横衡hong红洪宏鸿轰hou后候厚侯hu湖\
    护户乎胡呼忽互狐虎糊hua化话华花划画滑huai怀坏huan还环欢换缓患huang黄皇荒慌hui会回挥汇灰毁恢绘辉惠徽hun婚混魂huo或活火获货伙ji机级及己基计几济技记集即\
    际积极纪击急继辑激既季吉迹剂鸡绩疾祭忌籍寄脊jia家加价架假甲嘉佳驾贾夹jian建间见件检监剑简坚渐减健兼舰尖箭键肩践鉴奸jiang将江降讲奖蒋疆jiao教交叫较觉角\
    脚焦胶jie解结接界节阶街介届姐借截皆戒杰揭jin进金今近仅尽紧禁津斤劲晋锦jing经京精境景竟惊荆静警径竞睛敬镜净晶井jiu就究九酒久救旧ju据举具局居句剧巨距聚\
    拒俱juan卷涓jue决觉绝jun军均君郡菌俊ka卡kai开凯kan看刊kang抗康kao考靠烤ke可科克客刻课颗壳ken肯kong空控孔恐kou口ku苦库哭kua跨kuai会快块kuan宽款kuang况\
    矿狂kui亏kun困昆kuo括扩阔la拉啦腊lai来莱赖lan兰览蓝lang朗郎浪廊狼lao老劳牢le了乐lei类雷累勒泪leng冷li里理力立利历李离例礼丽黎隶厉粒lian联连脸练莲炼链l\
    iang两量良亮粮梁辆凉liao了料疗辽lie列烈裂lin林临邻ling领令另陵灵岭零龄liu流六留刘柳long龙隆lou楼lu路陆录露鲁鹿卢炉luan乱lun论轮伦luo落罗络洛lv律率旅绿\
    虑lve略ma马吗妈麻码骂mai买卖脉麦埋man满慢曼漫mang忙mao毛贸冒貌矛me么mei没美每妹梅媒煤眉枚men们门meng蒙盟猛梦mi米密秘迷mian面免棉miao庙苗妙描mie灭min民\
    敏ming明名命mo模末莫默摩摸墨磨魔銆膜漠mou某谋mu目木母墓亩幕牧姆慕穆na那拿哪纳nai奶乃耐nan南难男nao脑闹ne呢nei内哪neng能ni你尼泥拟nian年念niang娘niao鸟\
    nin您ning宁凝niu牛nong农弄浓nu怒奴努nuan暖nuo诺nv女ou欧偶pa怕爬pai派排牌拍pan判盘pang旁胖pao炮跑泡pei配培陪pen盆peng朋碰pi批皮匹pian便片偏篇piao票pin\
    品频贫聘ping平评凭屏po破婆迫坡泊颇pu普铺扑谱qi其起期气器企七奇齐旗汽骑妻启弃棋岂qia恰qian前千钱潜签迁浅牵乾遣qiang强枪墙抢qiao桥瞧巧悄qie且切qin亲侵秦\
    勤琴qing情清青轻请庆倾顷殑qiong穷qiu求球秋丘qu区去取曲趣趋屈驱quan全权泉圈券拳劝que却确缺qun群ran然染燃rang让rao绕扰re热ren人任认紝忍仁reng仍ri日rong\
    容荣融溶rou肉柔ru如入乳ruan软rui瑞run润ruo若弱sa萨撒sai赛塞san三散sang丧sao扫se色sen森seng僧sha杀沙啥shan山善闪陕扇shang上商伤尚赏shao少烧绍稍she设社\
    射涉舍摄蛇shei谁shen身什神深甚审伸申沈sheng生省声胜升盛圣剩shi是时市事实十使石世师式史始士示势施失视食试识适室诗释尸侍湿氏饰shou手首受收守授售寿shu数\
    书术属树输述熟束署殊叔疏shua刷shuai衰帅shuang双shui水谁睡税shun顺shuo说si四司斯死思似私丝寺song送宋松sou搜su速素苏诉俗肃宿suan算酸sui随虽岁碎sun孙损su\
    o所索缩锁ta他她它塔踏tai太台态泰抬tan弹谈探坦坛叹tang堂唐糖汤倘tao讨套桃逃陶te特teng腾ti体提题替tian天田添甜填tiao条调跳挑tie铁贴ting听停庭廷厅艇亭挺t\
    ong同通统痛童铜tou头投透偷tu土图突途徒吐涂tuan团tui推退腿tuo托脱拖wa瓦娃wai外wan万完晚湾玩碗弯wang王往网望亡忘wei为位委未维围卫微味威危韦谓尾唯伟魏违w\
    en文问闻温稳纹wo我握wu无物武务五吴午屋误舞乌伍污吾xi西系息席细习喜希吸戏析洗袭稀悉惜熙锡xia下夏辖峡吓xian现先县线显限鲜险献仙宪陷闲贤咸纤弦xiang相想向\
    像象项响乡香襄享祥湘详箱xiao小笑校消效销孝晓xie些协写谢械斜xin心新信辛薪xing行性形型兴星姓刑幸醒xiong兄雄胸熊凶xiu修秀休袖绣xu许需须续序虚徐绪xuan选宣\
    旋悬玄xue学血雪穴削xun训寻迅讯询巡循ya亚压牙雅呀yan眼言研严演验沿岩烟延盐堰颜燕炎yang样阳央杨养洋扬羊氧仰yao要药摇腰咬邀ye也业夜叶爷野页液yi一以已意义\
    议易依医艺亿益宜衣异遗移伊疑仪役亦译翼溢yin因引音银印阴隐饮ying应英影营迎硬映yong用永拥勇涌you有又由游右优油友尤幼忧犹邮yu于与育鱼语余域玉预遇雨御予欲\
    誉宇愈渔羽豫yuan员院原元远源园愿圆袁缘援yue月约越乐曰岳跃阅yun运云za杂咋zai在再载灾zan咱赞暂zang葬脏zao造早遭ze则责泽择zei贼zen怎zeng增zha炸扎zhai寨债\
    zhan战展站占zhang长张章掌障丈涨仗帐zhao着照招找召赵诏zhe这着者折哲浙zhen真镇阵针震珍振zheng政正争整证征症郑蒸zhi之只制治知直至指职质值支织志置致止执植\
    智纸殖址旨枝zhong中种重众终钟忠肿zhou州周洲zhu主住注助著筑朱逐诸驻竹珠柱祝猪zhua抓zhuan专转zhuang装状庄壮撞zhui追zhun准zhuo桌zi子自资字紫姊zong总宗纵\
    综zou走奏zu族组足祖阻租卒zuan钻zui最罪嘴zun尊遵zuo作做左坐座昨";

/// The longest syllable has six letters: "zhuang".
const LONGEST: usize = 6;

/// No word of pinyin is longer than this; whatever is, is no pinyin.
const MOST_LETTERS: usize = 40;

/// A syllable, as its place in the table.
pub(super) type Syllable = u32;

struct Sounds {
    syllables: Vec<&'static str>,
    /// Characters with one of their syllables each, sorted: the character above, the syllable below.
    characters: Vec<u64>,
}

fn sounds() -> &'static Sounds {
    static SOUNDS: OnceLock<Sounds> = OnceLock::new();
    SOUNDS.get_or_init(|| {
        let mut sounds = Sounds { syllables: Vec::new(), characters: Vec::new() };
        let mut rest = SYLLABLES;
        while !rest.is_empty() {
            let name = rest.find(|letter: char| !letter.is_ascii()).unwrap_or(rest.len());
            let (syllable, behind) = rest.split_at(name);
            let end = behind.find(|letter: char| letter.is_ascii()).unwrap_or(behind.len());
            let place = sounds.syllables.len() as u64;
            sounds.syllables.push(syllable);
            for character in behind[..end].chars() {
                sounds.characters.push(u64::from(character as u32) << 32 | place);
            }
            rest = &behind[end..];
        }
        sounds.characters.sort_unstable();
        sounds
    })
}

/// The syllables that a character may sound like: none of a rare one, two of some.
pub(super) fn of_character(character: char) -> impl Iterator<Item = Syllable> {
    let characters = &sounds().characters;
    let from = characters.partition_point(|pair| pair >> 32 < u64::from(character as u32));
    let same = characters[from..].iter().take_while(move |pair| **pair >> 32 == character as u64);
    same.map(|pair| *pair as Syllable)
}

/// The syllables of a word of pinyin, as few as it can be read in; none of any other word.
pub(super) fn of_word(word: &[char]) -> Vec<Syllable> {
    if word.len() > MOST_LETTERS {
        return Vec::new();
    }
    // For each length, with how few syllables the beginning of that length can be read, and the last of them.
    let mut read: Vec<Option<(u32, Syllable)>> = vec![Some((0, 0))];
    for end in 1..=word.len() {
        let mut best: Option<(u32, Syllable)> = None;
        for start in end.saturating_sub(LONGEST)..end {
            let Some((count, _)) = read[start] else { continue };
            let Some(syllable) = syllable(&word[start..end]) else { continue };
            if best.is_none_or(|(fewest, _)| count + 1 < fewest) {
                best = Some((count + 1, syllable));
            }
        }
        read.push(best);
    }
    let mut found = Vec::new();
    let mut end = word.len();
    while end > 0 {
        let Some((_, syllable)) = read[end] else { return Vec::new() };
        found.push(syllable);
        end -= sounds().syllables[syllable as usize].len();
    }
    found.reverse();
    found
}

fn syllable(letters: &[char]) -> Option<Syllable> {
    let found = sounds().syllables.binary_search_by(|one| one.chars().cmp(letters.iter().copied()));
    found.ok().map(|place| place as Syllable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(syllables: &[Syllable]) -> Vec<&'static str> {
        syllables.iter().map(|one| sounds().syllables[*one as usize]).collect()
    }

    fn word(text: &str) -> Vec<&'static str> {
        named(&of_word(&text.chars().collect::<Vec<_>>()))
    }

    #[test]
    fn the_table_is_in_the_order_of_the_alphabet() {
        assert!(sounds().syllables.is_sorted(), "it is searched by halves");
        assert!(sounds().characters.len() > 1_800);
        assert!(sounds().syllables.iter().all(|one| (1..=LONGEST).contains(&one.len())));
    }

    #[test]
    fn a_word_of_pinyin_is_read_in_syllables() {
        assert_eq!(word("zenme"), ["zen", "me"]);
        assert_eq!(word("tuikuan"), ["tui", "kuan"]);
        assert_eq!(word("kuaididaonale"), ["kuai", "di", "dao", "na", "le"]);
        assert_eq!(word("refund"), [""; 0]);
        assert_eq!(word(&"zen".repeat(1_000)), [""; 0]);
    }

    #[test]
    fn characters_that_sound_alike_share_a_syllable() {
        for (one, other) in [('宽', '款'), ('的', '得'), ('行', '航'), ('在', '再')] {
            let other: Vec<_> = of_character(other).collect();
            assert!(of_character(one).any(|syllable| other.contains(&syllable)), "{one}");
        }
        assert_eq!(of_character('龘').count(), 0);
    }
}
