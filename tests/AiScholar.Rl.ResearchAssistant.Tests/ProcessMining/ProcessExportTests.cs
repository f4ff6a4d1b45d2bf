using System.Text;
using System.Xml.Linq;

namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class ProcessExportTests
{
    private static async Task<PetriNet> NetAsync() => (await new ProcessMinerService(TimeProvider.System).DiscoverAsync(Logs.L2, new ProcessDiscoveryRequest { Algorithm = ProcessDiscoveryAlgorithm.Inductive, NoiseThreshold = 0 })).Net;

    [Fact]
    public async Task Pnml_WrittenAndRead_IsTheSameNet()
    {
        PetriNet net = await NetAsync();

        Assert.Equivalent(net, Read(Pnml.Write(net)), strict: true);
    }

    [Fact]
    public void Pnml_WithoutFinalMarking_EndsWhereNothingLeaves()
    {
        PetriNet net = Read("""
            <pnml><net id="n" type="x"><page id="p"><place id="p1"><initialMarking><text>1</text></initialMarking></place><place id="p2"/>
            <transition id="t"><name><text>go</text></name></transition><arc id="a" source="p1" target="t"/><arc id="b" source="t" target="p2"/></page></net></pnml>
            """);

        Assert.Equal(["p2"], net.FinalMarking.Keys);
        Assert.Equal("go", Assert.Single(net.Transitions).Label);
    }

    [Theory]
    [InlineData("<pnml/>")]
    [InlineData("no xml")]
    [InlineData("<!DOCTYPE pnml [<!ENTITY a \"b\">]><pnml><net/></pnml>")]
    [InlineData("<pnml><net><place id='p'><initialMarking><text>many</text></initialMarking></place></net></pnml>")]
    [InlineData("<pnml><net><place id='p'><initialMarking><text>1</text></initialMarking></place><transition id='t'/><arc id='a' source='q' target='t'/></net></pnml>")]
    public void Pnml_Damaged_IsRefused(string document) => Assert.Equal(AdvancedRlErrorCode.WorkflowInvalid, Assert.Throws<WorkflowException>(() => Read(document)).ErrorCode);

    [Fact]
    public async Task Bpmn_OfL2_HasItsTasksAndGateways()
    {
        XElement process = XDocument.Parse(Bpmn.Write(await NetAsync())).Root!.Elements().Single();
        int Count(string name) => process.Elements().Count(element => element.Name.LocalName == name);

        Assert.Equal((6, 1, 1, 2, 2), (Count("task"), Count("startEvent"), Count("endEvent"), Count("parallelGateway"), Count("exclusiveGateway")));
        HashSet<string> ids = [.. process.Elements().Select(element => element.Attribute("id")!.Value)];
        Assert.All(process.Elements().Where(element => element.Name.LocalName == "sequenceFlow"), flow => Assert.True(ids.Contains(flow.Attribute("sourceRef")!.Value) && ids.Contains(flow.Attribute("targetRef")!.Value)));
    }

    [Fact]
    public async Task ToMermaid_QuotesInNames_AreEscaped()
    {
        WorkflowSession[] sessions = [new() { Id = "1", Activities = [new() { Name = "say \"x\"" }, new() { Name = "b" }] }];
        ProcessMap map = await new ProcessMinerService(TimeProvider.System).MapAsync(sessions);

        Assert.Contains("[\"say &quot;x&quot; (1)\"]", ProcessDiagram.ToMermaid(map), StringComparison.Ordinal);
        Assert.Contains("label=\"say \\\"x\\\" (1)\"", ProcessDiagram.ToDot(map), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ToDot_Net_DrawsEveryTransition()
    {
        PetriNet net = await NetAsync();

        Assert.Equal(net.Transitions.Count, ProcessDiagram.ToDot(net).Split('\n').Count(line => line.Contains("shape=box", StringComparison.Ordinal)));
        Assert.StartsWith("flowchart LR", ProcessDiagram.ToMermaid(net), StringComparison.Ordinal);
    }

    private static PetriNet Read(string document)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(document));
        return Pnml.Read(stream);
    }
}
