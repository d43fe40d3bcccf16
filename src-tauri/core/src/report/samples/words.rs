//! What the invented people say and wrote down.

pub(super) const REASON: &str = "Three of the ratings that decide level 4 rest on what was told me. I found the account coherent \
and rated it as I heard it. But the deployment repository was locked on the day, the fault reports belong to the \
carrier, and the capacity proposal could not be printed. At level 4 others build on this work, so I want to have \
seen it. Level 3 is evidenced by work products and by a witness.";

pub(super) const PARAGRAPH: &str = "The label printers of one terminal lost their queue every few nights; the tickets of six \
weeks, sorted by time and not by printer, lay within forty minutes after the carrier’s route update.";

pub(super) const NOTES: [(u8, u16, &str); 7] = [
    (1, 2, "Described the shift of 9 October minute by minute; the log agrees."),
    (
        2,
        3,
        "Records are complete since spring. Before that the cause is missing in about one of six; she pointed this \
out herself.",
    ),
    (
        3,
        2,
        "Storage and network: yes, with dates. Security signals go to another team first; she acts on what comes \
back.",
    ),
    (3, 4, "Releases are installed by the supplier under the present contract."),
    (
        4,
        2,
        "The way back is always there. Tests came late and are run by hand.\nRepository locked on the day, so \
described only.",
    ),
    (
        4,
        6,
        "Asked: Tell me about a fault that came back, and that did not belong to you alone.\n\nAnswered: “From \
January the label printers in one terminal lost their queue every few nights. The service desk restarted the print \
server and closed the ticket. I took the tickets of six weeks and sorted them by time and not by printer. They lay \
within forty minutes after the carrier’s nightly route update. So I asked the carrier for its window, and they said \
that nothing of theirs touches our network. I put a capture on the uplink for three nights, with the agreement of \
the security team, since packets may hold addresses of customers. On the second night one could see it: the update \
moved the terminal to the reserve line, the address changed, and our print server kept its old sessions until it ran \
out of them.”\n\nA clear chain from sign to cause, over three parties, and the choice of method was hers.",
    ),
    (5, 3, "Has not taken part in accepting a new service."),
];

pub(super) const STATEMENTS: [&[&str]; 5] = [
    &[
        "Carries out routine infrastructure tasks from a written instruction, with somebody at hand to check the work.",
        "Watches the state of components on the agreed displays and passes on anything unusual.",
    ],
    &[
        "Performs scheduled upkeep, installation and monitoring jobs, using prepared scripts where they exist.",
        "Changes the settings of an automated job when told what the outcome must be.",
        "Clears simple faults alone, hands over the rest, and leaves a usable record of either.",
    ],
    &[
        "Sets up servers, storage and network parts as an agreed specification says.",
        "Follows load, throughput and security signals over time and acts before a limit is reached.",
        "Runs backups and proves by restoring them that they can be used.",
        "Keeps operating software at the agreed release, within the agreed window.",
        "Replaces repeated manual work by small scripts that colleagues can read and run.",
        "Reports measurements in a form that the service owner can act on.",
    ],
    &[
        "Chooses and tunes the tools by which a whole estate is operated, and explains the choice.",
        "Writes automation that others depend on, with tests and a way back.",
        "Keeps the operating procedures true and checks that daily practice follows them.",
        "Turns load and capacity figures into proposals with costs and dates.",
        "Plans maintenance so that users notice as little of it as the service agreement allows.",
        "Traces a recurring fault to its cause across the boundaries of teams and suppliers.",
        "Steers supplier-run components by measured terms rather than by promises.",
        "Shows colleagues how the estate is operated, and why.",
    ],
    &[
        "Answers for how the estate is operated and for what that costs.",
        "Sets the standards by which operating work is done and judged.",
        "Accepts new services into operation on conditions that are written down.",
        "Agrees with service owners what is measured, and what follows from it.",
        "Decides with suppliers and security how failures of the whole are met.",
    ],
];

pub(super) const STRENGTHS: &str = "Calm and exact where things break: she keeps the way back open before she changes \
anything.\n\nExplains to colleagues what she sees, in words that they can use the same day.";

pub(super) const GAPS: &str = "Tests come late and are run by hand, so that the automation rests on her own care.";

pub(super) const NEXT_STEPS: &str = "– Put the checks of the deployment scripts where they run before every release.\n\
– Write the capacity proposal for the terminal network, with costs and dates.\n\
– Come back in spring with both, for level 4.";

pub(super) const INDEPENDENCE: &str = "I have no part in hiring, paying or promoting the candidate, and I have not \
worked with her or for Lindqvist Freight Systems in the last five years.";

pub(super) const COMMENT: &str = "I find myself well described.\n\nThat the repository was locked on the day was \
nobody’s fault, but it was not mine either; I would have liked to show it.";

pub(super) const APPEAL: &str = "In writing to the appeals panel of the Northmere Skills Office, within twenty working \
days of the date of issue. Nobody who took part in the interview sits on the panel.";

pub(super) const LICENCE: &str = "Wording of the SFIA Foundation is used under the organisation’s own SFIA licence.";

/// A signature in the form of [`Drawing::to_text`](vouchsafe_core::domain::sign_off::Drawing::to_text).
pub(super) const SIGNATURE: &str = "760,250 755,242 750,231 743,218 734,204 725,191 713,179 700,170 684,163 665,157 645,152 623,148 \
601,147 580,147 560,150 541,156 521,164 501,175 483,188 466,201 451,216 440,230 432,245 426,263 \
422,281 420,300 421,318 424,335 430,350 440,363 453,375 469,387 487,397 506,406 524,414 540,420 \
557,425 576,427 595,428 613,429 628,429 637,429 640,430 635,431 622,431 605,431 584,431 562,432 \
540,435 520,440 500,447 479,456 457,466 435,478 414,491 395,505 380,520 367,537 355,557 344,578 \
336,600 331,621 328,642 330,660 336,677 346,695 359,712 374,728 392,741 411,752 430,760 451,764 \
474,765 498,764 524,760 550,755 576,748 600,740 624,730 648,717 671,703 695,687 717,671 739,655 \
760,640 780,625 801,609 821,592 839,576 856,561 870,549 880,540 885,535 891,528 899,520 907,511 \
916,499 923,486 930,470 936,450 942,426 947,400 952,372 956,345 959,321 960,300 959,282 957,264 \
954,247 949,233 944,222 940,216 935,215 930,220 924,230 918,244 912,262 907,283 903,306 900,330 \
899,358 899,391 899,426 901,463 903,499 906,532 910,560 914,584 919,607 925,628 932,646 939,661 \
947,672 955,680 964,683 975,681 986,676 998,668 1009,659 1020,649 1030,640 1039,630 1048,619 \
1057,607 1065,595 1072,583 1079,571 1085,560 1091,550 1096,539 1101,529 1106,519 1109,511 1110,504 \
1110,500 1107,498 1101,498 1094,499 1086,502 1078,506 1070,512 1065,520 1061,530 1056,544 1053,559 \
1050,576 1048,592 1048,607 1050,620 1054,632 1061,644 1069,655 1079,665 1089,673 1100,679 1110,680 \
1121,677 1132,670 1144,660 1157,648 1169,635 1180,622 1190,610 1199,598 1207,583 1215,567 1223,553 \
1229,541 1235,533 1240,530 1244,534 1247,544 1249,558 1251,574 1252,591 1253,607 1255,620 1256,633 \
1257,647 1258,661 1259,674 1260,684 1262,690 1265,690 1269,683 1275,670 1281,652 1288,632 1295,612 \
1302,594 1310,580 1318,569 1327,558 1337,548 1346,539 1355,533 1363,530 1370,530 1375,535 1380,544 \
1383,556 1386,570 1389,584 1392,598 1395,610 1398,622 1401,634 1403,647 1406,659 1410,669 1414,676 \
1420,680 1428,679 1437,675 1448,668 1459,659 1470,649 1481,639 1490,630 1498,620 1507,607 1515,594 \
1522,581 1529,570 1535,562 1540,560 1544,564 1546,573 1547,586 1548,601 1550,616 1552,629 1555,640 \
1559,649 1564,658 1570,667 1576,674 1583,679 1591,681 1600,680 1611,673 1625,661 1640,646 1655,629 \
1670,613 1681,599 1690,590;\
1780,270 1785,283 1793,301 1802,322 1811,346 1821,371 1831,396 1840,420 1849,445 1858,471 1867,498 \
1876,525 1885,552 1893,577 1900,600 1906,623 1911,647 1916,670 1920,691 1924,708 1929,718 1935,720 \
1942,712 1949,696 1956,673 1964,645 1973,616 1981,587 1990,560 1999,534 2008,506 2018,478 2028,450 \
2038,422 2049,395 2060,370 2072,347 2085,324 2098,302 2111,281 2124,262 2137,245 2150,230 2163,218 \
2176,208 2189,200 2202,193 2213,188 2223,184 2230,180;\
2230,520 2223,517 2215,513 2204,508 2192,503 2181,499 2170,498 2160,500 2151,506 2142,515 2133,527 \
2125,540 2119,553 2113,567 2110,580 2109,593 2109,608 2111,624 2114,639 2118,653 2123,663 2130,670 \
2139,673 2150,672 2162,669 2175,664 2188,657 2200,649 2210,640 2218,628 2225,611 2232,592 2237,573 \
2242,556 2246,544 2250,540 2253,544 2254,556 2254,572 2254,591 2255,610 2257,627 2260,640 2265,650 \
2271,659 2278,668 2286,674 2294,679 2302,681 2310,680 2318,675 2327,665 2337,653 2346,639 2355,625 \
2363,611 2370,600 2376,590 2380,579 2384,569 2388,559 2392,551 2395,544 2400,540 2406,538 2412,538 \
2419,540 2426,543 2432,548 2437,553 2440,560 2441,569 2439,580 2436,592 2433,605 2430,618 2429,630 \
2430,640 2434,649 2439,658 2446,666 2453,673 2462,678 2471,680 2480,680 2490,676 2502,668 2514,658 \
2526,646 2538,633 2550,621 2560,610 2570,600 2579,589 2589,577 2597,567 2604,556 2608,547 2610,540 \
2608,534 2603,527 2595,522 2586,518 2576,516 2567,517 2560,520 2553,527 2546,538 2538,552 2531,567 \
2525,583 2521,597 2520,610 2521,623 2524,637 2529,651 2536,664 2543,674 2551,680 2560,680 2570,674 \
2581,663 2593,648 2605,629 2617,608 2629,585 2640,560 2650,532 2660,499 2669,463 2678,427 2687,391 \
2694,358 2700,330 2705,304 2709,278 2712,254 2714,233 2716,217 2716,209 2715,210 2712,223 2707,246 \
2701,276 2694,312 2688,350 2683,387 2680,420 2679,452 2678,487 2679,523 2680,558 2682,590 2686,618 \
2690,640 2696,656 2702,668 2710,676 2719,680 2728,682 2739,682 2750,680 2762,675 2775,666 2790,655 \
2804,642 2820,629 2835,618 2850,610 2865,605 2879,601 2894,599 2909,598 2925,597 2942,598 2960,600 \
2980,604 3001,610 3024,618 3047,626 3071,633 3096,638 3120,640 3144,639 3169,637 3194,633 3219,627 \
3245,620 3272,611 3300,600 3331,586 3366,568 3403,548 3439,527 3472,508 3500,492 3520,480;\
3560,700 3534,704 3501,710 3463,717 3421,724 3374,732 3323,741 3270,749 3215,757 3158,764 3100,770 \
3040,775 2975,780 2908,784 2837,788 2765,792 2692,795 2618,799 2544,802 2471,806 2400,810 2330,814 \
2258,818 2187,822 2115,826 2044,830 1973,834 1903,838 1834,842 1766,846 1700,850 1635,854 1569,859 \
1504,864 1440,868 1378,873 1316,878 1258,882 1202,885 1149,888 1100,890 1053,891 1008,892 964,892 \
922,892 884,891 849,890 819,888 793,886 773,883 760,880 753,876 753,871 759,864 769,858 784,851 \
802,844 824,837 848,830 873,825 900,820 931,816 970,813 1013,810 1060,808 1109,806 1156,805 1201,803 \
1241,802 1275,801 1300,800;\
1660,760";
