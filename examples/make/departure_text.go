package main

const departureScenario = `# Made by go run ./examples/make from examples/source/karabakh-2023. Change that, not this.
wayout: 1
name: Nagorno-Karabakh, September 2023
about: >-
  The departure that began on 24 September 2023, planned as if everybody had left by slots.
  Retrospective, learned from the outcome: the rate of the gate (1 booth at 18 s, 200 vehicles/h),
  4.8 people per vehicle, the population (100,632 arrived; its spread over the settlements draws in
  part on where people registered), how many had no car, were pregnant or old, and which buses and
  ambulances came, and when. Nothing else about the outcome enters. What no source says is marked
  ASSUMPTION where it stands.
time_zone: Asia/Yerevan
start: 2023-09-24T10:00+04:00
horizon: 10 days
step: 1 minute
notice_languages: hy|az
files:
  places: places.csv
  roads: roads.csv
  receptions: receptions.csv
  gates: gates.csv
  classes: classes.csv
  institutions: institutions.csv
  fleet: fleet.csv
  fuel_points: fuel_points.csv
  sites: sites.csv
assumptions:
  people_per_vehicle:
    value: 4.8
    source: "resources.csv S22 and S23: people over vehicles counted at the bridge to 27 and 28 September 2023"
    retrospective: true
  litres_in_tank:
    value: 5
    source: "ASSUMPTION: what nine months of blockade left (events.csv E03, E04); nobody measured it"
not_planned:
  - The explosion at the fuel depot on the evening of 25 September and the people it injured (E32, S17).
  - The 30 buses from Aghdam (S37). That road is closed for residents, and how many people they carried was not found.
  - The six Red Cross vehicles that brought wounded out of Martuni on the 22nd (S44). Where they were on the 24th is not known.
  - Helicopters (S45), and fuel and goods that came by Aghdam or with the peacekeepers (S50, S51).
  - Fuel, food, medicine and power of houses and hospitals. How many days they lasted is not known.
  - Escorts, checks of people at the gate, and who might be kept back there.
  - Where people go after Kornidzor, and how many of them the towns beyond can take.
variants:
  - id: eight-hours
    about: The gate is open 8 hours a day.
    set:
      gate.hakari_bridge.hours: daily 08:00-16:00
      horizon: 20 days
  - id: second-booth
    about: A second booth works at the gate, as fast as the first.
    set:
      gate.hakari_bridge.booths: 2
  - id: closing-at-18
    about: The gate closes every evening at 18:00 and opens at 06:00.
    set:
      gate.hakari_bridge.hours: daily 06:00-18:00
      horizon: 14 days
  - id: fewer-buses
    about: The 30 buses at the peacekeeper base are not given.
    set:
      fleet.buses_base.count: 0
  - id: buses-on-28th
    about: >-
      The buses from Armenia are at Kornidzor only when they were counted there, on 28 September at
      14:00 (E49).
    set:
      fleet.buses_armenia.from: 2023-09-28T14:00
  - id: 400-wounded
    about: All of the over 400 wounded have to lie (S16), not half of them.
    set:
      place.stepanakert.stretcher: 566
  - id: half-the-fuel
    about: Half the fuel is there, 2.5 litres in a tank and 40,000 at each station.
    set:
      assumption.litres_in_tank: 2.5
      fuel_point.station_1.litres: 40000
      fuel_point.station_2.litres: 40000
      fuel_point.station_3.litres: 40000
      fuel_point.station_4.litres: 40000
      fuel_point.station_5.litres: 40000
  - id: larger-ration
    about: A car is given up to 15 litres, not 5.
    set:
      fuel_point.station_1.ration_litres: 15
      fuel_point.station_2.ration_litres: 15
      fuel_point.station_3.ration_litres: 15
      fuel_point.station_4.ration_litres: 15
      fuel_point.station_5.ration_litres: 15
  - id: fuel-from-25th
    about: The stations give fuel only from the afternoon of 25 September on, as announced (E30).
    set:
      fuel_point.station_1.from: 2023-09-25T14:00
      fuel_point.station_2.from: 2023-09-25T14:00
      fuel_point.station_3.from: 2023-09-25T14:00
      fuel_point.station_4.from: 2023-09-25T14:00
      fuel_point.station_5.from: 2023-09-25T14:00
  - id: safe-to-stop
    about: >-
      If the gate shuts at any moment, everybody on the way is home again, or at the base, within 2
      hours. Who lives too far from the gate for that cannot go.
    set:
      safe_to_stop: 2 hours
`

const departureStudy = `# How sure is the answer? Every run draws each input anew: wayout study examples/karabakh-2023 -o study
study: 1
name: What was not known before people left
runs: 200
seed: 20230924
set:
  horizon: 14 days
inputs:
  - name: seconds per vehicle at the gate
    path: gate.hakari_bridge.seconds_per_vehicle
    triangular: {low: 12, likely: 18, high: 30} # ASSUMPTION: around the fitted 18 s
  - name: people, as a multiple of those counted
    path: place.*.people
    multiply: true
    range: {from: 0.95, to: 1.19} # 1.19: the register of 2020 over those who arrived
  - name: people in a vehicle
    path: assumption.people_per_vehicle
    triangular: {low: 4, likely: 4.8, high: 5.6} # ASSUMPTION
  - name: litres in a tank
    path: assumption.litres_in_tank
    range: {from: 2.5, to: 10} # ASSUMPTION: nobody measured it
  - name: hours of the gate
    path: gate.hakari_bridge.hours
    choice: {24/7: 3, "daily 06:00-22:00": 1}
  - name: the buses at the base are not given
    chance: 0.3
    set:
      fleet.buses_base.count: 0
`

const departurePromise = `# Made by go run ./examples/make. Change that, not this.
promise: 1
name: A second booth, to show how an account is made; nobody promised it
terms:
  - path: gate.hakari_bridge.booths
    promised: 2
    delivered: 1
    by: nobody
    source: invented; docs/account.md
`

const departureReadme = `# Nagorno-Karabakh, the departure of 24 September 2023

Made by ` + "`go run ./examples/make`" + ` from ` + "`examples/source/karabakh-2023`" + `; the README there says what was
measured, what was estimated and how, where sources differ, and under which licences the data stand.
E and S numbers are rows of its events.csv and resources.csv. What has no such number is marked ASSUMPTION in
the note or source of its row.

- **People.** low = used = ` + "`pop_est_100632`" + `, high = ` + "`pop_est_120000`" + ` of places.csv.
- **Roads.** A status that begins with "closed" shuts the road. "held" and "uncertain" leave it open and
  flag it. Every road runs both ways, also towards Martakert (R46, R49). The note is the source's text.
- **Capacities** come from the table of road classes.
- **Gate.** One booth of 18 s per vehicle on the node hakari_bridge.
- **Who needs more than a car.** Counts of the source for pregnant and older people, the hospital and the home for
  older people; 200 of the wounded who have to lie; 3.6 % without a car; for all others the shares that Wayout takes.
- **Fleet.** The 90 buses of S41 are taken to be 30 at the base, 40 from Armenia and 20 of Yerevan. The buses from
  Armenia may drive in from the evening on which the queue first kept buses out: a plan leaves them room.
- **Fuel.** 5 litres in every tank and the 400,000 litres of the depot at five stations, 5 litres a car.
- **promised.yaml** is invented, for docs/account.md.
- **Retrospective.** The rate of the gate, people per vehicle, the population, some shares, and the fleet come from
  the outcome.
`
