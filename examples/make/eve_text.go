package main

const eveScenario = `# Made by go run ./examples/make from examples/source/karabakh-2023. Change that, not this.
wayout: 1
name: Nagorno-Karabakh, the evening of 21 September 2023
about: >-
  What could be promised on the day a witness in Stepanakert wrote: how to leave, where to, how
  many, by when, and who not. It begins at 20:00 that evening, after the account and after the
  count of people at the airport, and before anything of the next day was known: the earliest hour
  at which somebody could have acted on both. People had been told by loudspeaker that they had a
  day or two; 36 hours from this start end at 2023-09-23T08:00+04:00 and can be asked with
  --deadline. As it stands the gate is shut without an end; the variants open it. Retrospective:
  the rate of the gate (1 booth at 18 s, 200 vehicles/h), which only the days from the 24th on
  showed, and how the 120,000 people spread over the settlements, which draws in part on where
  people registered on the 28th.
time_zone: Asia/Yerevan
start: 2023-09-21T20:00+04:00
horizon: 14 days
step: 1 minute
files:
  places: places.csv
  roads: roads.csv
  receptions: receptions.csv
  gates: gates.csv
  closures: closures.csv
  dangers: dangers.csv
assumptions:
  people_per_vehicle:
    value: 5
    source: "cars that left Mariupol (20,000 people in 4,000 cars, 15 March 2022) and waited at Vasylivka (6,000 people in 1,200 cars, 2022) [U6, U11]"
not_planned:
  - People without a car. Public transport had stopped for lack of fuel in July (E08), and the people at the airport need buses or lifts; here they are planned as if each five had a car.
  - People who cannot walk, patients and the wounded, and the ambulances they need. Over 400 people had been wounded by 20 September (S16).
  - Fuel. After nine months of blockade (E03, E04) few cars have enough; here every car is taken to have it, and the litres burned are counted, not supplied.
  - Animals.
  - Where people had moved inside by that evening, about 10,000 (E19), but for the 5,000 at the airport (E20).
  - Escorts, checks of people at the gate, and who might be kept back there.
  - Where people go after Kornidzor, and how many of them the towns beyond can take.
variants:
  - id: now-200
    about: >-
      The gate opens now, on the evening of 21 September; one booth passes 200 vehicles an hour.
    set:
      closure.gate_shut.factor: 1
  - id: now-600
    about: >-
      The gate opens now, on the evening of 21 September; three booths pass 600 vehicles an hour.
    set:
      closure.gate_shut.factor: 1
      gate.hakari_bridge.booths: 3
  - id: tomorrow-200
    about: >-
      The gate opens tomorrow, 22 September, at 10:00; one booth passes 200 vehicles an hour.
    set:
      closure.gate_shut.to: 2023-09-22T10:00+04:00
  - id: tomorrow-600
    about: >-
      The gate opens tomorrow, 22 September, at 10:00; three booths pass 600 vehicles an hour.
    set:
      closure.gate_shut.to: 2023-09-22T10:00+04:00
      gate.hakari_bridge.booths: 3
  - id: 24th-200
    about: >-
      The gate opens on 24 September at 10:00; one booth passes 200 vehicles an hour.
    set:
      closure.gate_shut.to: 2023-09-24T10:00+04:00
  - id: 24th-600
    about: >-
      The gate opens on 24 September at 10:00; three booths pass 600 vehicles an hour.
    set:
      closure.gate_shut.to: 2023-09-24T10:00+04:00
      gate.hakari_bridge.booths: 3
`

const eveReadme = `# Nagorno-Karabakh, the evening of 21 September 2023

Made by ` + "`go run ./examples/make`" + ` from ` + "`examples/source/karabakh-2023`" + `; the README there says what was
measured, what was estimated and how, where sources differ, and under which licences the data stand.
E and S numbers are rows of its events.csv and resources.csv.

- **People.** used = high = ` + "`pop_est_120000`" + `, the number officials and press used at the time; low = ` + "`pop_est_100632`" + `.
- **Roads.** As on that evening. The roads by which troops cut off Martuni (R65, R66, R85) and Martakert
  (R46, R47, R49) have the status "held" and a closure each (E16), because held alone would leave them open.
  Lift one with, for example, ` + "`--set closure.martuni_R65.factor=1`" + `.
- **Dangers.** A column shot at near Karmir Shuka (E15, not confirmed) forbids R77; the attack on a peacekeeper
  vehicle near Chankatagh (E18) forbids R46 and R47. A danger stays in force until a planner gives a reason:
  ` + "`--set \"danger.karmir_shuka_R77.override=why\"`" + `.
- **Gate.** Shut without an end (closure gate_shut: E02, E07). The variants open it at three moments, with one
  booth or three.
- **Ultimatum.** 36 hours from the start end on 2023-09-23T08:00+04:00. The account speaks of "a day or two"; 36
  hours lie between.
- **Retrospective.** The seconds per vehicle at the gate, and in part how people spread over the settlements.

## Who is counted at the airport

E20 counts about 5,000 people from the districts of Martakert, Martuni and Askeran at the peacekeeper base by the
airport. First everybody from the communities that E12 names as evacuated (Sarnaghbyur, the sixth, is no place of
the source), then, until there are 5,000, people of all other places of the three districts in proportion:
shares rounded down, the missing people one each from the largest remainders. Nobody is added or lost. That the
evacuated went to the airport, and not to Stepanakert, is an assumption; E12 leaves both open.
`
