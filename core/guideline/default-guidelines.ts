/** Version 0: what counts until somebody writes other guidelines. */
export const defaultGuidelines = `# Reviewing spatial edits

A sample is **one edit of one object in one photo**, and an instruction for it. A model under test gets the photo and the instruction; a program then measures in 3D whether the object went where the magenta box is. So a good sample is one that a careful person could carry out from the words alone, and that can be measured afterwards.

Look at the photo first, then read the words, then look at the boxes. Ten seconds are enough for most samples.

## Accept

- The green box holds the whole object, and little else.
- The words name one object, and no other object in the photo answers to them.
- What the words ask for is what the magenta box shows: the same object, way and amount.
- The object could really be there: it stands on something, runs into nothing, and stays in the room.
- One could see the change in the photo.

Distances are real ones, in the room. An object far from the camera moves few pixels for half a metre; that is right.

## Fix, then accept

Fix what is nearly right. It is quicker than a new candidate.

- **The words**: another name for the object, a clearer way to tell it apart, awkward English. Keep the amount and the direction. What contradicts the boxes is underlined.
- **The label**, when the annotation calls the thing by another name than people do.
- **The target box**: drag it in the photo, or change the numbers. Round amounts are better: 30 cm, not 31.7 cm.

Do not fix a sample into a different one. When the idea is wrong, reject it.

## Reject

Choose the reason that you saw first; the closest one will do.

- **Collides with something**: the target runs into furniture, a wall or another thing, by more than a touch
- **Floats or sinks**: nothing carries it, or it is in the floor
- **Leaves the picture**: a fair part of the target lies outside the photo
- **Hidden by something**: object or target is mostly behind other things
- **Wrong label**: the thing is something else, and no simple name fits
- **Box does not fit the object**: the green box misses parts, or holds two things
- **Which object is meant is unclear**: two or more things answer to the words
- **Change cannot be seen**: before and after would look the same
- **Other**: say what

## Skip

Skip when somebody else should look: the photo is too dark for you, you do not know the thing, the rule is unclear. Say why. Skipped samples come back last. Write a comment when the question is one for everybody.

## By operation

### Move

Left and right are those of the photo, toward and away are along the floor from the camera. Check what is *under* the target: a chair may move along the floor, not off a platform.

### Place, and place on

The words name a second object. It must be as unmistakable as the first. "On" means that it rests on the surface and does not hang over by half.

### Rotate

About the upright axis, seen from above. Reject round things (a lamp, a bin, a ball): nobody can see that they turned. Watch objects against a wall: a turned sofa often goes through it.

### Scale

The base stays on the ground. A chair twice as large is hardly ever plausible; reject what looks like a toy or a giant.

### Remove

The object goes and nothing else does. Reject what carries other things (a table with a laptop on it), and what is part of a larger thing.

### Change of view

The camera moves and the room stays. Reject a view from inside a wall or a piece of furniture.

## What the checks say

A red finding blocks accepting: fix it, or reject. A yellow one asks you for a reason; "annotation is off" is one, when the photo shows that the box and not the edit is wrong. The checks know boxes only. You see the photo: **when both disagree, believe the photo.**
`;
