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
notice_languages: hy|az
files:
  places: places.csv
  roads: roads.csv
  receptions: receptions.csv
  gates: gates.csv
  closures: closures.csv
  dangers: dangers.csv
  classes: classes.csv
  institutions: institutions.csv
  fleet: fleet.csv
  stocks: stocks.csv
  sites: sites.csv
assumptions:
  people_per_vehicle:
    value: 5
    source: "cars that left Mariupol (20,000 people in 4,000 cars, 15 March 2022) and waited at Vasylivka (6,000 people in 1,200 cars, 2022) [U6, U11]"
  litres_in_tank:
    value: 5
    source: "ASSUMPTION: what nine months of blockade left (events.csv E03, E04); nobody measured it"
not_planned:
  - Where people had moved inside by that evening, about 10,000 (E19), but for the 5,000 at the airport (E20).
  - Buses and ambulances that were there. Public transport had stopped for lack of fuel in July (E08), and how many of either could drive the source does not say; none is counted on.
  - Fuel that might be brought. Every car is taken to have 5 litres, an assumption, and the stations to have none.
  - Food, medicine and power but for the food at the airport. They were scarce; how many days they lasted is not known.
  - People on foot. Some came to Stepanakert on foot; whether the gate would have let anybody walk through is not known.
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
  - id: tomorrow-200-fuel
    about: >-
      As tomorrow-200, with 25 litres more in every car (retrospective: the 400,000 litres that the
      depot held on the 25th, shared over 16,000 vehicles, S46).
    set:
      closure.gate_shut.to: 2023-09-22T10:00+04:00
      assumption.litres_in_tank: 30
      place.stepanakert.fuel_litres: 297450
  - id: 24th-200-fleet
    about: >-
      As 24th-200, with the 30 buses and 24 ambulances of that day (retrospective: S34, S42).
    set:
      closure.gate_shut.to: 2023-09-24T10:00+04:00
      fleet.buses_base.count: 30
      fleet.buses_base.from: 2023-09-24T10:00
      fleet.ambulances_armenia.count: 24
      fleet.ambulances_armenia.from: 2023-09-24T10:00
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
- **Who needs more than a car.** The hospital and the home for older people (S15, S14), 200 of the wounded of S16,
  who have to lie, everybody at the airport without a car, elsewhere one in four; all other classes are the shares
  that Wayout takes. Shares that were counted later are not used.
- **Fleet and fuel.** No bus and no ambulance is counted on, because no number was known: wayout check warns of it.
  5 litres in every tank, none at the stations.
- **The airport.** A holding site without food and without hot meals, from the witness's account; its room is not known.
- **ASSUMPTION** stands in the note or source of every row that holds a number without a source.
- **Retrospective.** The seconds per vehicle at the gate, in part how people spread over the settlements, and what
  the variants tomorrow-200-fuel and 24th-200-fleet add.

## Who is counted at the airport

E20 counts about 5,000 people from the districts of Martakert, Martuni and Askeran at the peacekeeper base by the
airport. First everybody from the communities that E12 names as evacuated (Sarnaghbyur, the sixth, is no place of
the source), then, until there are 5,000, people of all other places of the three districts in proportion:
shares rounded down, the missing people one each from the largest remainders. Nobody is added or lost. That the
evacuated went to the airport, and not to Stepanakert, is an assumption; E12 leaves both open.
`
