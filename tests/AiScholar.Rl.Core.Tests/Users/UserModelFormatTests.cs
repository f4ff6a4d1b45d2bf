using CsCheck;

namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public class UserModelFormatTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame() =>
        Gen.Int[0, 9].Select(Gen.Int[0, 1_000_000], (actions, seed) => (actions, seed)).Sample(
            sample =>
            {
                UserModel model = Create(sample.actions, sample.seed);
                byte[] bytes = Write(model);
                UserModel read = UserModelFormat.Read(bytes, id => id, 64);

                Assert.Equal(model.StoredBytes, bytes.Length);
                Assert.Equal(model.StoredBytes, read.StoredBytes);
                Assert.Equal(model.Count, read.Count);
                foreach ((UserEvidence expected, UserEvidence actual) in model.Actions.Zip(read.Actions))
                {
                    Assert.Equal((expected.ActionId, expected.Uses, expected.LastUse), (actual.ActionId, actual.Uses, actual.LastUse));
                    Assert.Equal(expected.Indices.ToArray(), actual.Indices.ToArray());
                    Assert.Equal(expected.Precision.ToArray(), actual.Precision.ToArray());
                    Assert.Equal(expected.Evidence.ToArray(), actual.Evidence.ToArray());
                }
            },
            iter: 200);

    [Fact]
    public void Read_AnyByteDamagedOrMissing_IsRefused()
    {
        byte[] bytes = Write(Create(3, 7));
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 0x55;
            Assert.Throws<StateException>(() => UserModelFormat.Read(damaged, id => id, 64));
            Assert.Throws<StateException>(() => UserModelFormat.Read(bytes.AsSpan(0, i), id => id, 64));
        }
    }

    [Fact]
    public void Read_WiderThanTheSetting_NamesIt()
    {
        byte[] bytes = Write(Create(3, 7));

        var exception = Assert.Throws<StateException>(() => UserModelFormat.Read(bytes, id => id, 1));

        Assert.Contains("PerUserOptions.MaxFeatures", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_EvidenceOfBoth_IsAdded()
    {
        UserModel earlier = Create(4, 1), later = Create(4, 1);

        later.Merge(earlier, 16384);

        Assert.Equal(earlier.Count * 2, later.Count);
        Assert.Equal(earlier.Actions.Sum(action => action.Uses) * 2, later.Actions.Sum(action => action.Uses));
        foreach (UserEvidence action in later.Actions)
            Assert.Equal(earlier.Find(action.ActionId)!.Precision.ToArray().Select(value => value * 2), action.Precision.ToArray());
        Assert.Equal(later.StoredBytes, Write(later).Length);
    }

    [Fact]
    public void Compute_KnownText_IsTheStandardsChecksum() => Assert.Equal(0xE3069283u, Crc32C.Compute("123456789"u8));

    private static UserModel Create(int actions, int seed)
    {
        var random = new Random(seed);
        var model = new UserModel();
        for (int i = 0; i < actions; i++)
        {
            for (int step = 0; step < 3; step++)
            {
                var x = new BanditVector();
                int[] indices = [.. Enumerable.Range(0, 40).OrderBy(_ => random.Next()).Take(3).Order()];
                bool isSparse = random.Next(3) > 0;
                x.Load(isSparse ? new FeatureVector(new float[] { 1, 2, 3 }, indices, 40) : new FeatureVector(new float[random.Next(1, 6)]), 64);
                UserEvidence action = model.FindOrMakeRoom($"aktion-ü{i}", x, 16384)!;
                int before = action.StoredBytes;
                double[] values = [.. Enumerable.Range(0, x.Terms).Select(_ => (double)random.NextSingle())];
                action.Scatter(x, values, values);
                action.Uses++;
                action.LastUse = ++model.Count;
                model.Resized(action, before);
            }
        }

        return model;
    }

    private static byte[] Write(UserModel model)
    {
        byte[] bytes = new byte[model.StoredBytes];
        Assert.Equal(bytes.Length, UserModelFormat.Write(model, bytes));
        return bytes;
    }
}
