// SPDX-License-Identifier: MIT
using System;
using Embedded.DeviceTests.Generated;
using Embedded.Inference;
using nanoFramework.TestFramework;

namespace Embedded.DeviceTests;

/// <summary>The tiny model, damaged: refused with the code and the index of the PC.</summary>
[TestClass]
public class ModelReaderTests
{
    [TestMethod]
    public void Read_WholeFile_IsTaken()
    {
        Model model = ModelReader.Read(new SegmentedModel(Convert.FromBase64String(NetworkCases.Model(0))));

        Assert.AreEqual(3, model.Labels.Length);
        Assert.AreEqual("rose", model.Labels[0]);
        Assert.IsTrue(model.HasConstants);
        Assert.IsFalse(ModelReader.ReadPlan(new SegmentedModel(Convert.FromBase64String(NetworkCases.Model(0)))).HasConstants);
    }

    [TestMethod]
    public void Read_DamagedFile_IsRefusedWithTheCodeOfThePc()
    {
        byte[] file = Convert.FromBase64String(NetworkCases.Model(0));
        for (int index = 0; index < DamageCases.Count; index++)
        {
            int[] damage = DamageCases.Damage(index); // code, index, length of the file, then place and byte, place and byte ...
            byte[] copy = new byte[damage[2]];
            Array.Copy(file, copy, damage[2] < file.Length ? damage[2] : file.Length);
            for (int at = 3; at < damage.Length; at += 2)
            {
                copy[damage[at]] = (byte)damage[at + 1];
            }

            int code = 0;
            int place = 0;
            try
            {
                ModelReader.Read(new SegmentedModel(copy));
            }
            catch (ModelFormatException exception)
            {
                code = exception.Code;
                place = exception.Index;
            }

            Assert.AreEqual(damage[0], code, "code of damage " + index.ToString());
            Assert.AreEqual(damage[1], place, "index of damage " + index.ToString());
        }
    }
}
