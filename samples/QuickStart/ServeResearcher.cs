using AiScholar.Rl;

namespace QuickStart;

/// <summary>Step 2: decide, see what came of it, learn; then ask the log what other policies would have earned.</summary>
internal static class ServeResearcher
{
    private const int Decisions = 2000, Block = 40;

    public static async Task RunAsync(IPersonalizer personalizer, IExperienceStore experience, int seed, OutputFolder? output)
    {
        Screen.Step(2, $"Serving a simulated researcher, {Decisions} decisions");
        double[] expected = await Screen.ProgressAsync("Decisions", progress => ServeAsync(personalizer, seed, progress));

        double[] curve = [.. expected.Chunk(Block).Select(block => block.Average())];
        new LineChart(0.2, 0.8, 16)
            .Add('.', "grey", $"at random {SimulatedResearcher.RandomReward:0.000}", curve.Select(_ => SimulatedResearcher.RandomReward))
            .Add('-', "orange1", $"best fixed choice, '{SimulatedResearcher.BestFixedOffer}' {SimulatedResearcher.BestFixedReward:0.000}", curve.Select(_ => SimulatedResearcher.BestFixedReward))
            .Add('=', "green", $"best possible {SimulatedResearcher.BestReward:0.000}", curve.Select(_ => SimulatedResearcher.BestReward))
            .Add('*', "blue", $"the loop: {expected[..200].Average():0.000} in the first 200 decisions, {expected[^200..].Average():0.000} in the last", curve)
            .Draw($"expected reward of the choices, means of {Block} decisions");

        OffPolicyReport report = await OffPolicyReport.CreateAsync(experience, personalizer.LoopName, expected.Average());
        report.Print();
        output?.WriteRecord("decisions.json", new
        {
            Decisions,
            SimulatedResearcher.RandomReward,
            SimulatedResearcher.BestFixedOffer,
            SimulatedResearcher.BestFixedReward,
            SimulatedResearcher.BestReward,
            LearningCurve = curve,
            report.Estimates,
        });
    }

    private static async Task<double[]> ServeAsync(IPersonalizer personalizer, int seed, IProgress<double> progress)
    {
        var researcher = new SimulatedResearcher(seed);
        DecisionAction[] offers = [.. SimulatedResearcher.Offers.Select(offer => new DecisionAction { Id = offer })];
        double[] expected = new double[Decisions];
        for (int i = 0; i < Decisions; i++)
        {
            (int situation, FeatureSet context) = researcher.NextSituation();
            Decision decision = await personalizer.DecideAsync(new DecisionRequest { UserId = "ada", Context = context, Actions = offers });
            expected[i] = SimulatedResearcher.ExpectedReward(situation, decision.ChosenActionId);

            double reward = researcher.React(situation, decision.ChosenActionId);
            await personalizer.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = reward });
            progress.Report((i + 1.0) / Decisions);
        }

        return expected;
    }
}
