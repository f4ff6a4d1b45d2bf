using System.Text;

namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>The readers on short files of their formats, and on broken ones.</summary>
[Trait("Category", "Unit")]
public sealed class WorkflowReaderTests
{
    private const string Psplib = """
        jobs (incl. supersource/sink ):  4
        ************************************************************************
        PRECEDENCE RELATIONS:
        jobnr.    #modes  #successors   successors
           1        1          2           2   3
           2        2          1           4
           3        1          1           4
           4        1          0
        ************************************************************************
        REQUESTS/DURATIONS:
        jobnr. mode duration  R 1  N 1
        ------------------------------------------------------------------------
          1      1     0       0    0
          2      1     3       1    4
                 2     5       2    0
          3      1     2       1    1
          4      1     0       0    0
        ************************************************************************
        RESOURCEAVAILABILITIES:
          R 1  N 1
           2    3
        ************************************************************************
        """;

    [Fact]
    public async Task WfFormat_Version15_TakesRuntimesFromTheExecution()
    {
        ResearchWorkflow workflow = await WfFormatReader.ReadAsync(
            Stream("""{"name":"w","schemaVersion":"1.5","workflow":{"specification":{"tasks":[{"id":"a_1","name":"a","parents":[],"children":["b_1"]},{"id":"b_1","name":"b","parents":["a_1"]}]},"execution":{"tasks":[{"id":"a_1","runtimeInSeconds":1.5},{"id":"b_1","runtimeInSeconds":2}]}}}"""),
            new WorkflowImportSettings { Slots = 4 });

        Assert.Equal([1.5, 2], workflow.TaskSequence.Select(task => task.Duration.TotalSeconds));
        Assert.Equal(["a_1"], workflow.TaskSequence[1].Dependencies.Select(tie => tie.TaskId));
        Assert.Equal("slots", workflow.TaskSequence[0].Demands.Single().ResourceId);
        Assert.Equal(4, workflow.Resources.Single().Capacity);
        Assert.Equal("w", workflow.Id);
    }

    [Fact]
    public async Task WfFormat_Version14_ParentsMayBeNames()
    {
        ResearchWorkflow workflow = await WfFormatReader.ReadAsync(Stream("""{"workflow":{"tasks":[{"id":"1","name":"a","runtimeInSeconds":3},{"id":"2","name":"b","parents":["a"],"runtime":4}]}}"""));

        Assert.Equal(["1"], workflow.TaskSequence[1].Dependencies.Select(tie => tie.TaskId));
        Assert.Equal(4, workflow.TaskSequence[1].Duration.TotalSeconds);
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("{}", "'workflow'")]
    [InlineData("""{"workflow":{"tasks":[{"id":"a","parents":["x"]}]}}""", "'x'")]
    [InlineData("""{"workflow":{"tasks":[{"id":"a","runtimeInSeconds":-1}]}}""", "'a'")]
    [InlineData("""{"workflow":{"tasks":[{"id":"a"},{"id":"a"}]}}""", "'a'")]
    [InlineData("""{"workflow":{"tasks":[{}]}}""", "Task 1")]
    public async Task WfFormat_Broken_NamesThePlace(string text, string named) => await AssertFaultAsync(() => WfFormatReader.ReadAsync(Stream(text)), named);

    [Fact]
    public async Task Psplib_MultiMode_HasModesAndConsumables()
    {
        ResearchWorkflow workflow = await PsplibReader.ReadAsync(Stream(Psplib));

        Assert.Equal([3, 5], workflow.TaskSequence[1].Modes.Select(mode => mode.Duration.TotalHours));
        Assert.Equal(["2", "3"], workflow.TaskSequence[3].Dependencies.Select(tie => tie.TaskId));
        Assert.Equal([ResourceKind.Renewable, ResourceKind.Consumable], workflow.Resources.Select(resource => resource.Kind));
        // The fast mode uses up 4 of 3, so the slow one and job 3 in turn or beside each other: 2 of 2 for 5 hours, then 2 more.
        Assert.Equal(7, (await workflow.SolveAsync()).Hours());
    }

    [Theory]
    [InlineData("          3      1     2       1    1", "          3      1     2       1", "Job 2")]
    [InlineData("   3        1          1           4", "   3        1          2           4", "Line 7")]
    [InlineData("RESOURCEAVAILABILITIES", "RESOURCES", "RESOURCEAVAILABILITIES")]
    [InlineData("  R 1  N 1\n", "  R 1  D 1\n", "doubly")]
    [InlineData("     3       1    4", "     x       1    4", "'x'")]
    public async Task Psplib_Broken_NamesTheLine(string from, string to, string named)
    {
        string text = Psplib.ReplaceLineEndings("\n");
        string broken = text.Replace(from.Trim('\n').Length == from.Length ? from.TrimStart() : from, to.Trim('\n').Length == to.Length ? to.TrimStart() : to, StringComparison.Ordinal);
        Assert.NotEqual(text, broken);

        await AssertFaultAsync(() => PsplibReader.ReadAsync(Stream(broken)), named);
    }

    [Fact]
    public async Task Dot_Snakemake_EdgesAndLabelsAreRead()
    {
        ResearchWorkflow workflow = await DotWorkflowReader.ReadAsync(
            Stream("""
                digraph snakemake_dag {
                    graph[bgcolor=white, margin=0];
                    node[shape=box, style=rounded]; // defaults
                    edge[penwidth=2];
                    0[label = "all", color = "0.3 0.6 0.85"];
                    1[label = "map\nsample: A", duration = "90 min"];
                    1 -> 0
                    2 -> 1 -> "three \"3\"";
                }
                """),
            new WorkflowImportSettings { DefaultDuration = TimeSpan.FromMinutes(5) });

        Assert.Equal(["0", "1", "2", "three \"3\""], workflow.TaskSequence.Select(task => task.Id));
        Assert.Equal(["all", "map", "", ""], workflow.TaskSequence.Select(task => task.Name));
        Assert.Equal([5, 90, 5, 5], workflow.TaskSequence.Select(task => task.Duration.TotalMinutes));
        Assert.Equal(["1"], workflow.TaskSequence[0].Dependencies.Select(tie => tie.TaskId));
        Assert.Equal("snakemake_dag", workflow.Id);
    }

    [Theory]
    [InlineData("graph { a -- b }", "digraph")]
    [InlineData("digraph {\n a -> ; }", "Line 2")]
    [InlineData("digraph {\n a -> b", "Line 2")]
    [InlineData("digraph { a [label=\"x }", "does not end")]
    [InlineData("digraph { a -> { b c } }", "subgraphs")]
    [InlineData("digraph { a [duration=\"soon\"] }", "'soon'")]
    public async Task Dot_Broken_NamesTheLine(string text, string named) => await AssertFaultAsync(() => DotWorkflowReader.ReadAsync(Stream(text)), named);

    [Fact]
    public async Task Csv_AllColumns_AreRead()
    {
        ResearchWorkflow workflow = await CsvWorkflowReader.ReadAsync(
            Stream("id,name,type,duration,after,needs,release,deadline,priority,start\r\na,\"Wash, twice\",wash,90 min,,bench,1,,2,0\r\nb,,read,PT2H,a + 30m; c,reader*2; bench,,8 h,,\r\nc,,,01:00:00,,,,,,\r\n"),
            new WorkflowImportSettings { Capacities = new Dictionary<string, int> { ["bench"] = 3 } });

        Assert.Equal("Wash, twice", workflow.TaskSequence[0].Name);
        Assert.Equal([1.5, 2, 1], workflow.TaskSequence.Select(task => task.Duration.TotalHours));
        Assert.Equal([("a", 30), ("c", 0)], workflow.TaskSequence[1].Dependencies.Select(tie => (tie.TaskId, (int)tie.Lag.TotalMinutes)));
        Assert.Equal([("bench", 3), ("reader", 2)], workflow.Resources.Select(resource => (resource.Id, resource.Capacity)));
        Assert.Equal(TimeSpan.FromHours(1), workflow.TaskSequence[0].ReleaseTime);
        Assert.Equal(TimeSpan.FromHours(8), workflow.TaskSequence[1].Deadline);
        Assert.Equal(2, workflow.TaskSequence[0].Priority);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("id,name\n", "'duration'")]
    [InlineData("id,duration\na,-1", "Line 2")]
    [InlineData("id,duration\na,1\nb,later", "Line 3")]
    [InlineData("id,duration\n,1", "no id")]
    [InlineData("id,duration\na,1,2", "3 fields")]
    [InlineData("id,duration\n\"a,1", "does not end")]
    [InlineData("id,duration,needs\na,1,x*0", "needs")]
    public async Task Csv_Broken_NamesTheLine(string text, string named) => await AssertFaultAsync(() => CsvWorkflowReader.ReadAsync(Stream(text)), named);

    [Fact]
    public async Task Nextflow_TraceWithGraph_TasksOfATagFollowOneAnother()
    {
        const string trace = "task_id\tname\tstatus\trealtime\tstart\n"
            + "1\tMAP (A)\tCOMPLETED\t1m 30s\t2026-01-01 10:00:00.000\n2\tMAP (B)\tFAILED\t5s\t2026-01-01 10:00:00.000\n3\tMAP (B)\tCOMPLETED\t850ms\t2026-01-01 10:00:10.000\n"
            + "4\tCALL (A)\tCACHED\t2h\t2026-01-01 10:02:00.000\n5\tREPORT\tCOMPLETED\t3s\t2026-01-01 12:03:00.000\n";
        ResearchWorkflow workflow = await NextflowTraceReader.ReadAsync(
            Stream(trace), Stream("digraph d { p1 [label=\"MAP\"]; op [label=\"mix\"]; p2 [label=\"CALL\"]; p3 [label=\"REPORT\"]; p1 -> op -> p2; op -> p3; }"));

        Assert.Equal(["1", "3", "4", "5"], workflow.TaskSequence.Select(task => task.Id));
        Assert.Equal([90, 0.85, 7200, 3], workflow.TaskSequence.Select(task => task.Duration.TotalSeconds));
        Assert.Equal(["1"], workflow.TaskSequence[2].Dependencies.Select(tie => tie.TaskId));
        Assert.Equal(["1", "3"], workflow.TaskSequence[3].Dependencies.Select(tie => tie.TaskId));
        Assert.Equal(TimeSpan.FromSeconds(10), workflow.TaskSequence[1].PlannedStart);
    }

    [Fact]
    public async Task Json_WriteAndRead_IsTheSame()
    {
        ResearchWorkflow workflow = new Evaluation.Workflows.RandomWorkflows(11).Free();
        using var stream = new MemoryStream();
        await WorkflowJson.WriteAsync(stream, workflow);

        ResearchWorkflow read = await WorkflowJson.ReadAsync(new MemoryStream(stream.ToArray()));
        using var again = new MemoryStream();
        await WorkflowJson.WriteAsync(again, read);

        Assert.Equal(stream.ToArray(), again.ToArray());
        await AssertFaultAsync(() => WorkflowJson.ReadAsync(Stream("""{"id":"w","taskSequence":[{"id":3}]}""")), "taskSequence");
        await AssertFaultAsync(() => WorkflowJson.ReadAsync(Stream("null")), "null");
    }

    [Fact]
    public async Task Readers_AboveALimit_NameIt()
    {
        await AssertFaultAsync(() => CsvWorkflowReader.ReadAsync(Stream("id,duration\na,1\nb,1"), new WorkflowImportSettings { MaxTasks = 1 }), nameof(WorkflowImportSettings.MaxTasks));
        await AssertFaultAsync(() => CsvWorkflowReader.ReadAsync(Stream("id,duration\na,1\nb,1"), new WorkflowImportSettings { MaxBytes = 10 }), nameof(WorkflowImportSettings.MaxBytes));
        await Assert.ThrowsAsync<ArgumentException>(async () => await CsvWorkflowReader.ReadAsync(Stream("id,duration"), new WorkflowImportSettings { Slots = 0 }));
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static async Task AssertFaultAsync(Func<ValueTask<ResearchWorkflow>> read, string named)
    {
        WorkflowException exception = await Assert.ThrowsAsync<WorkflowException>(async () => await read());
        Assert.Equal(AdvancedRlErrorCode.WorkflowFormatInvalid, exception.ErrorCode);
        Assert.Contains(named, exception.Message, StringComparison.Ordinal);
    }
}
