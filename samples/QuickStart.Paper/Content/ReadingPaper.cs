using System.Globalization;
using QuickStart.Paper.Typesetting;
using SkiaSharp;

namespace QuickStart.Paper.Content;

/// <summary>The bundled paper: its text, with the figures of <see cref="ReadingStudy"/> in it.</summary>
internal static class ReadingPaper
{
    public const string Title = "Which Paper First? Learning the Order of a Reading List from What Readers Open";
    public const string Authors = "Mara Lindqvist, Tomas Okafor, Ines Halloran";

    private const string Affiliation = "Sample Institute for Reading Research";

    public static void Typeset(SKDocument document, ReadingStudy study)
    {
        using var paper = new PaperFlow(document);
        paper.Banner(DrawTitle);
        Introduction(paper, study);
        Method(paper);
        Results(paper, study);
        Discussion(paper);
        References(paper);
    }

    private static float DrawTitle(SKCanvas canvas, float top)
    {
        const float Width = PaperFlow.PageWidth - (2 * PaperFlow.Margin), Middle = PaperFlow.PageWidth / 2;
        var title = new Paragraph(Title, 17.5f, Width - 60, Alignment.Centered, face: Face.Bold);
        float y = top + 8;
        for (int line = 0; line < title.LineCount; line++, y += 21)
            title.DrawLine(canvas, line, PaperFlow.Margin + 30, y + 12);
        Ink.Text(canvas, Authors.Replace(", ", "~~~~~~", StringComparison.Ordinal), Middle, y + 14, 11, anchor: 0.5f);
        Ink.Text(canvas, Affiliation, Middle, y + 28, 9.6f, anchor: 0.5f, face: Face.Italic);
        return y + 46;
    }

    private static void Introduction(PaperFlow paper, ReadingStudy study)
    {
        double gain = study.Overall(3) / study.Overall(1) - 1;
        paper.Heading("Abstract");
        paper.Text($"""
            Tools that keep references show a reading list in one order for everyone: newest first, or most cited first. We ask what is lost
            by that. In a simulated study of three kinds of readers and four orders, a contextual bandit that watches only which papers are
            opened learns within about a thousand sessions to show each reader a fitting order. Over {ReadingStudy.Sessions} sessions it
            earns {Percent(gain)} more opened papers than the best single order. The log of such a loop also answers what another policy
            would have earned, if the loop wrote down how likely each of its choices was.
            """, indent: false);

        paper.Heading("1  Introduction");
        paper.Text("""
            A literature search rarely ends with one paper. It ends with a list, and the list is read from the top until time or patience
            runs out. The order of the list therefore decides what is read at all. Most tools sort by date or by citations, and leave it to
            the reader to know better.
            """, indent: false);
        paper.Text("""
            Readers differ, however. A student who enters a field is helped by a survey; a postdoc who looks for a method wants papers that
            share it; a professor mostly wants to know what is new. No fixed order serves all three. A tool that could tell which order
            helps whom would save time for everybody, and it could learn this from a signal that it has already: whether a paper of the
            list was opened soon after it was shown.
            """);
        paper.Text("""
            This is the setting of the contextual bandit [1, 2]: a context arrives, one of several actions is taken, and only the reward of
            the action taken is seen. Bandits have long chosen news articles [1] and have been studied for decades as the simplest case of
            reinforcement learning [3]. What is new here is neither the algorithm nor the estimator but the small question: how many
            sessions does it take before the order of a reading list is worth adapting?
            """);
    }

    private static void Method(PaperFlow paper)
    {
        paper.Heading("2  Method");
        paper.Text("""
            @Readers and orders.@ A session is one visit of one reader to one list. The reader is a student, a postdoc or a professor, each
            equally often. The tool shows the list in one of four orders: newest first, most cited first, surveys first, or by similarity of
            method to the reader's last paper. The reward is 1 if a paper of the list is opened within a day and 0 otherwise. Figure~1 shows
            the steps of a session. The hidden probability of opening depends on reader and order; no order is best for all readers.
            """, indent: false);
        paper.Float(LoopFlowchart.Height, LoopFlowchart.Draw,
            "@Figure 1.@ One session. The reward is known a day after the list was shown; until then the event waits in the log.", captionAbove: false);
        paper.Text("""
            @Policies.@ We compare four. The uniform policy draws an order at random. The best fixed policy always shows the order that is
            best over all readers together; it is the strongest rule a tool without learning could follow, and it is chosen here with
            knowledge that no real tool has. The ε-greedy policy shows the order with the highest mean reward for this kind of reader, and
            with probability 0.1 a random one. The last policy adds to each mean an upper confidence bound [4],
            """);
        Draw(paper, new Equation("1", MathPart.Text("*a*_{*t*} = arg~max_{*a*}"), MathPart.Text("*r̂*(*x*_{*t*}, *a*) + *c*~(ln~*t* / *n*(*x*_{*t*}, *a*))^{1/2} ,")));
        paper.Text("""
            where *x*_{*t*} is the reader, *r̂* the mean reward so far, *n* the number of times the order was shown to this kind of reader,
            and *c* = 0.7. Eq.~(1) prefers orders that are either good or little known, so that no order is given up too early.
            """, indent: false);
        paper.Text("""
            @Looking back.@ Before a tool changes its policy it should know what the new one would earn. The log of the old policy π_{0}
            tells it, as long as the propensity of each action was written down. Inverse propensity scoring [5] weighs each reward with the
            ratio of the two policies,
            """);
        Draw(paper, new Equation("2",
            MathPart.Text("*V*_{IPS} ="), MathPart.Fraction("1", "*n*"), MathPart.Sum("*i*=1", "*n*"),
            MathPart.Fraction("π(*a*_{*i*} | *x*_{*i*})", "π_{0}(*a*_{*i*} | *x*_{*i*})"), MathPart.Text("*r*_{*i*} .")));
        paper.Text("""
            Dividing by the sum of the weights instead of *n* gives the self-normalised estimate, SNIPS [6]. The doubly robust estimate [7]
            starts from a model *r̂* of the reward and corrects it where the log disagrees,
            """, indent: false);
        Draw(paper, new Equation("3",
            MathPart.Text("*V*_{DR} ="), MathPart.Fraction("1", "*n*"), MathPart.Sum("*i*=1", "*n*"),
            MathPart.Text("[~*r̂*(*x*_{*i*}, π) + *w*_{*i*}~(*r*_{*i*} − *r̂*(*x*_{*i*}, *a*_{*i*}))~] ,")));
        paper.Text("""
            with *w*_{*i*} the ratio in Eq.~(2). We fit the model on one half of the log, evaluate Eq.~(3) on the other, swap the halves and
            take the mean, so that no reward corrects a model that has seen it.
            """, indent: false);
    }

    private static void Results(PaperFlow paper, ReadingStudy study)
    {
        paper.Heading("3  Results");
        paper.Text($"""
            Each policy served {ReadingStudy.Sessions} sessions, and the whole was repeated {ReadingStudy.Repetitions} times with different
            chance. Figure~2 shows how the reward grows. Both learning policies overtake the best fixed order ({Number(ReadingStudy.BestFixedReward)})
            within the first few hundred sessions. The best reward that any policy could earn is {Number(ReadingStudy.BestReward)}; in its last
            {ReadingStudy.Block} sessions the UCB policy earns {Number(study.Curve[3, study.Curve.GetLength(1) - 1])}. The ε-greedy policy stays a
            little below, since it goes on exploring at the same rate for ever.
            """, indent: false);
        paper.Float(LearningChart.Height, (canvas, left, top) => LearningChart.Draw(canvas, left, top, study),
            $"@Figure 2.@ Mean reward in blocks of {ReadingStudy.Block} sessions, over {ReadingStudy.Repetitions} repetitions. The dashed line is the reward of the best order for each reader.",
            captionAbove: false);
        paper.Text($"""
            Table~1 gives the same by reader. The best fixed order, {ReadingStudy.Orders[ReadingStudy.BestFixedOrder].ToLowerInvariant()}, is
            a compromise: it suits the postdocs and leaves students behind. The learning policies do well for all three, which a mean over
            all readers would hide.
            """);
        RewardTable(paper, study);
        paper.Text($"""
            Table~2 shows how far the estimates of Eqs.~(2) and (3) are from the truth when the log comes from the uniform policy and the
            policy in question is the best one. With {ReadingStudy.LogSizes[0]} sessions the plain estimate is off by
            {Number(study.Error[0, 0])} on average, more than the gain that one would like to detect. Self-normalising lowers the error to
            {Number(study.Error[1, 0])}, and the model of the doubly robust estimate to {Number(study.Error[2, 0])}. The estimates come together as the log grows, with errors below {Number(Math.Ceiling(100 * MaxError(study, 2)) / 100)} for
            {ReadingStudy.LogSizes[2]} sessions.
            """);
        ErrorTable(paper, study);
    }

    private static void RewardTable(PaperFlow paper, ReadingStudy study)
    {
        List<string[]> rows = [["Policy", .. ReadingStudy.Readers, "All"]];
        for (int policy = 0; policy < ReadingStudy.Policies.Length; policy++)
        {
            rows.Add([ReadingStudy.Policies[policy], .. Enumerable.Range(0, ReadingStudy.Readers.Length).Select(reader => Number(study.ByReader[policy, reader])), Number(study.Overall(policy))]);
        }

        paper.Float(rows.Count * Tables.RowHeight, (canvas, left, top) => Tables.Ruled(canvas, left, top, rows, 62, 44, 44, 50, 38),
            "@Table 1.@ Mean reward over all sessions, by kind of reader.", captionAbove: true);
    }

    private static void ErrorTable(PaperFlow paper, ReadingStudy study)
    {
        List<string[]> rows = [["Estimator", .. ReadingStudy.LogSizes.Select(size => $"*n* = {size}")]];
        for (int estimator = 0; estimator < ReadingStudy.Estimators.Length; estimator++)
            rows.Add([ReadingStudy.Estimators[estimator], .. Enumerable.Range(0, ReadingStudy.LogSizes.Length).Select(size => Number(study.Error[estimator, size]))]);
        paper.Float(rows.Count * Tables.RowHeight, (canvas, left, top) => Tables.Unruled(canvas, left, top, rows, 64, 52, 56, 56),
            "@Table 2.@ Root mean square error of three off-policy estimates, by number of logged sessions *n*.", captionAbove: true);
    }

    private static void Discussion(PaperFlow paper)
    {
        paper.Heading("4  Discussion");
        paper.Text("""
            A thousand sessions are little for a tool with many users and much for a group of ten. A small group should therefore start
            from what a larger one has learnt, or share its log. The estimates help here as well: they need no new sessions, only
            propensities that were written down when the decision was made. A tool that logs its choices without their probabilities
            cannot be evaluated afterwards, however long its log is.
            """, indent: false);
        paper.Text("""
            The study has limits. Its readers do not change, while a student becomes a postdoc and a field gains new surveys; a policy in use
            has to forget. The reward says that a paper was opened, not that it was worth opening, and a list that flatters its reader earns
            as much as one that helps. Readers here are of known kinds; a real tool would have to infer the kind from what it sees,
            and would be wrong at times. Finally, the probabilities behind Table~1 were chosen by us. They make the question clear; they
            do not answer it for any real group of readers.
            """);
        paper.Heading("5  Conclusion");
        paper.Text("""
            Showing everyone the same order costs more than it seems, because the loss falls on those whom the common order suits least.
            A loop as simple as that of Figure~1 recovers most of it, and its log is worth as much as its choices. All figures in this
            paper are simulated; the program that simulates them also typesets the paper, and anyone can run it again.
            """, indent: false);
    }

    private static void References(PaperFlow paper)
    {
        string[] references =
        [
            "L. Li, W. Chu, J. Langford, and R. E. Schapire. A contextual-bandit approach to personalized news article recommendation. In *WWW*, 2010.",
            "J. Langford and T. Zhang. The epoch-greedy algorithm for multi-armed bandits with side information. In *NIPS*, 2007.",
            "R. S. Sutton and A. G. Barto. *Reinforcement Learning: An Introduction*. MIT Press, 2nd edition, 2018.",
            "P. Auer, N. Cesa-Bianchi, and P. Fischer. Finite-time analysis of the multiarmed bandit problem. *Machine Learning*, 47:235–256, 2002.",
            "D. G. Horvitz and D. J. Thompson. A generalization of sampling without replacement from a finite universe. *JASA*, 47:663–685, 1952.",
            "A. Swaminathan and T. Joachims. The self-normalized estimator for counterfactual learning. In *NIPS*, 2015.",
            "M. Dudík, J. Langford, and L. Li. Doubly robust policy evaluation and learning. In *ICML*, 2011.",
        ];
        paper.Heading("References");
        for (int i = 0; i < references.Length; i++)
            paper.Item($"[{i + 1}]", references[i], 8.6f, 10.2f);
    }

    private static void Draw(PaperFlow paper, Equation equation) => paper.Block(equation.Height, equation.Draw);

    private static double MaxError(ReadingStudy study, int size) => Enumerable.Range(0, ReadingStudy.Estimators.Length).Max(estimator => study.Error[estimator, size]);

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Percent(double share) => $"{Math.Round(share * 100)}%";
}
