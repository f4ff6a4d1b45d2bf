namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class RecentInputsTests
{
    [Fact]
    public void TryTake_KeptEvent_GivesItsInputOnce()
    {
        var recent = new RecentInputs();
        PolicyInput input = Input("user");
        recent.Add(Decision("e1"), input);
        recent.Add(Decision("e2"), Input("user"));

        Assert.True(recent.TryTake(Decision("e1"), out PolicyInput taken));
        Assert.Equal(input.Context, taken.Context);
        Assert.False(recent.TryTake(Decision("e1"), out _));
    }

    [Fact]
    public void TryTake_SameEventIdOfAnotherTenant_GivesNothing()
    {
        var recent = new RecentInputs();
        recent.Add(Decision("e1"), Input("user"));

        Assert.False(recent.TryTake(Decision("e1") with { TenantId = "other" }, out _));
    }

    [Fact]
    public void TryTake_ManyLaterEvents_HasLeft()
    {
        var recent = new RecentInputs();
        for (int i = 0; i <= 64; i++)
            recent.Add(Decision($"e{i}"), Input("user"));

        Assert.False(recent.TryTake(Decision("e0"), out _));
        Assert.True(recent.TryTake(Decision("e1"), out _));
    }

    [Fact]
    public void Forget_User_DropsTheirsAlone()
    {
        var recent = new RecentInputs();
        recent.Add(Decision("e1"), Input("forgotten"));
        recent.Add(Decision("e2"), Input("other"));

        recent.Forget("forgotten");

        Assert.False(recent.TryTake(Decision("e1"), out _));
        Assert.True(recent.TryTake(Decision("e2"), out _));
    }

    [Fact]
    public void Add_InputOfTooManyNumbers_IsNotKept()
    {
        var recent = new RecentInputs();
        recent.Add(Decision("e1"), new PolicyInput(new FeatureVector(new float[20_000]), new PolicyAction[] { new("a") }));

        Assert.False(recent.TryTake(Decision("e1"), out _));
    }

    [Fact]
    public void Create_ManyIds_AreDistinctUuidsOfVersionSevenInTheOrderOfTime()
    {
        DateTimeOffset start = DateTimeOffset.UnixEpoch.AddDays(20_000);
        string[] ids = [.. Enumerable.Range(0, 500).Select(i => EventIds.Create(start.AddMilliseconds(i)))];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids, ids.Order(StringComparer.Ordinal));
        Assert.All(ids, id => Assert.Equal((7, 32), (Guid.ParseExact(id, "N").Version, id.Length)));
    }

    private static PolicyInput Input(string userKey) => new(new FeatureVector(new float[] { 1, 2 }), new PolicyAction[] { new("a") }, userKey: userKey);

    private static LoggedDecision Decision(string eventId) => new()
    {
        EventId = eventId,
        LoopName = "loop",
        Actions = [new DecisionAction { Id = "a" }],
        Propensities = [1.0],
        ChosenIndex = 0,
    };
}
